package dev.cotangent.bench.gradient;

import java.util.OptionalDouble;

/**
 * What the harness found about a posterior.
 *
 * @param usesOde true if the program solves differential equations, whose time is mostly the solver's
 * @param microseconds CPU time of a gradient, median over the sweeps
 * @param bytes allocated by a gradient in steady state
 * @param besideMicroseconds time of Stan's gradient here and now, where it was run
 * @param remark what a reader of the figures must know, or empty
 */
record Measurement(
        GoldenPosterior posterior,
        boolean usesOde,
        double microseconds,
        long bytes,
        OptionalDouble besideMicroseconds,
        String remark) {

    /** Time of Stan's gradient: measured beside if it was, else as the golden files have it. */
    OptionalDouble stanMicroseconds() {
        return besideMicroseconds.isPresent() ? besideMicroseconds : posterior.stanMicroseconds();
    }

    /** How many times as long Stan takes, if known. */
    OptionalDouble ratio() {
        OptionalDouble stan = stanMicroseconds();
        return stan.isPresent() ? OptionalDouble.of(stan.getAsDouble() / microseconds) : stan;
    }
}
