package dev.cotangent.runtime.model;

import java.time.Duration;

/**
 * What one use of a model's code may take: of a bind, an evaluation or a draw. Only code that was compiled to count is held to
 * it.
 *
 * @param memoryBytes of arrays that one evaluator makes, data included
 * @param steps rounds of loops and calls of recursive functions, and what they would be for operations on whole arrays
 * @param time on the clock
 */
public record EvaluationLimits(long memoryBytes, long steps, Duration time) {

    /** No limits. */
    public static final EvaluationLimits NONE =
            new EvaluationLimits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofNanos(Long.MAX_VALUE));

    public EvaluationLimits {
        positive(memoryBytes, "memoryBytes");
        positive(steps, "steps");
        positive(time.toNanos(), "time");
    }

    private static void positive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }
}
