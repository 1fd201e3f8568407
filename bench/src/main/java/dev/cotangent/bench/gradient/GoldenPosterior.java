package dev.cotangent.bench.gradient;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A program with its data, a point, and what is known of it.
 *
 * @param model name of the program in posteriordb
 * @param data name of its data there
 * @param point on the unconstrained scale
 * @param gradient CmdStan's at that point, where known
 * @param stanMicroseconds time of Stan's gradient, where known
 */
record GoldenPosterior(
        String model, String data, double[] point, Optional<double[]> gradient, OptionalDouble stanMicroseconds) {

    String name() {
        return data + "-" + model;
    }
}
