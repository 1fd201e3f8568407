package dev.cotangent;

import dev.cotangent.runtime.model.EvaluationLimits;
import java.time.Duration;

/**
 * What a model of unknown origin may take. {@code docs/security.md} has the threats and what is left to the caller.
 *
 * @param sourceCharacters of the text with all that it includes
 * @param codeSize of the program, in variables that the compiler makes; functions are inlined, so that a short text can become
 *     a long program
 * @param compileTime on the clock, looked at now and then
 * @param externs true to let the text declare Java functions of the standard library; theirs is the only Java that a model can
 *     reach in any case
 * @param evaluation of one bind, evaluation or draw
 */
public record Limits(
        int sourceCharacters, int codeSize, Duration compileTime, boolean externs, EvaluationLimits evaluation) {

    public Limits {
        if (sourceCharacters < 1 || codeSize < 1 || compileTime.isNegative() || compileTime.isZero()) {
            throw new IllegalArgumentException("limits must be positive, but are " + sourceCharacters + " characters, "
                    + codeSize + " variables and " + compileTime);
        }
    }

    /** Limits for a model that a stranger wrote: 100,000 characters, 256 MB, 10 s a use of its code. */
    public static Limits forStrangers() {
        return new Limits(
                100_000,
                200_000,
                Duration.ofSeconds(20),
                false,
                new EvaluationLimits(256L << 20, 10_000_000_000L, Duration.ofSeconds(10)));
    }

    /** The same with other limits of an evaluation. */
    public Limits withEvaluation(EvaluationLimits limits) {
        return new Limits(sourceCharacters, codeSize, compileTime, externs, limits);
    }

    /** The same with another limit of the source. */
    public Limits withSourceCharacters(int characters) {
        return new Limits(characters, codeSize, compileTime, externs, evaluation);
    }

    /** The same with other limits of compiling. */
    public Limits withCompilation(int variables, Duration time) {
        return new Limits(sourceCharacters, variables, time, externs, evaluation);
    }
}
