package dev.cotangent.runtime.model;

import java.time.Duration;
import java.util.function.Predicate;

/** What is left of the limits of one evaluator. Belongs to one thread. */
final class Budget {

    /** Steps between two looks at the clock. */
    private static final long SLICE = 4096;

    /** What an element of an array takes in a message, while that is put together. */
    private static final int BYTES_SHOWN = 100;

    private final EvaluationLimits limits;
    private final Class<?> generated;
    private long memory;
    private long steps;
    private long begin;

    Budget(EvaluationLimits limits, Class<?> generated) {
        this.limits = limits;
        this.generated = generated;
        this.memory = limits.memoryBytes();
    }

    EvaluationLimits limits() {
        return limits;
    }

    /** Begins a use of the model's code, and gives the steps until {@link #more} is to be called. */
    long begin() {
        if (limits == EvaluationLimits.NONE) {
            return Long.MAX_VALUE;
        }
        steps = limits.steps();
        begin = System.nanoTime();
        return slice();
    }

    /**
     * The steps until this is to be called again.
     *
     * @param overdrawn steps that were taken beyond the last ones
     */
    long more(long overdrawn) {
        if (limits == EvaluationLimits.NONE) {
            return Long.MAX_VALUE;
        }
        if (overdrawn > steps || steps <= 0) {
            throw exceeded("takes more than the " + limits.steps() + " steps that one evaluation may take");
        }
        steps -= overdrawn;
        long elapsed = System.nanoTime() - begin;
        if (elapsed > limits.time().toNanos()) {
            throw exceeded("takes longer than the " + shown(limits.time()) + " that one evaluation may take");
        }
        return slice();
    }

    private long slice() {
        long slice = Math.min(SLICE, steps);
        steps -= slice;
        return slice;
    }

    /** Takes memory for new arrays. */
    void allocate(long bytes) {
        if (bytes > memory) {
            throw exceeded("needs more than the " + limits.memoryBytes() + " bytes that one evaluator may use");
        }
        memory -= bytes;
    }

    /** Allows so many elements in one message, which takes memory for a moment only. */
    void show(int elements) {
        if (elements < 0 || (long) elements * BYTES_SHOWN > limits.memoryBytes()) {
            throw exceeded(
                    "shows more than would fit in the " + limits.memoryBytes() + " bytes that one evaluator may use");
        }
    }

    /** Allows a model with so many coordinates and scalars of output, each of which has a name. */
    void require(int dimension, int[][] outputs) {
        if (limits == EvaluationLimits.NONE) {
            return;
        }
        double total = dimension;
        for (int[] sizes : outputs) {
            double size = 1;
            for (int extent : sizes) {
                size *= extent;
            }
            total += size;
        }
        if (dimension < 0 || total * BYTES_SHOWN > limits.memoryBytes()) {
            throw new ModelFailure(
                    ModelFailure.Kind.LIMIT,
                    "",
                    "the model has more parameters and output than would fit in the " + limits.memoryBytes()
                            + " bytes that one evaluator may use");
        }
    }

    /** The failure of a product of integers. */
    static ModelFailure tooLarge(int a, int b) {
        return new ModelFailure(
                ModelFailure.Kind.LIMIT,
                location(CompiledProgram.class::isAssignableFrom),
                "the product of " + a + " and " + b + " is too large for an int");
    }

    /** Where in the model's text the calling thread is. */
    private static String location(Predicate<Class<?>> code) {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(f -> f.getDeclaringClass() != CompiledProgram.class)
                        .filter(f -> code.test(f.getDeclaringClass()))
                        .findFirst()
                        .map(f -> f.getFileName() + ":" + f.getLineNumber()))
                .orElse("");
    }

    private ModelFailure exceeded(String message) {
        return new ModelFailure(ModelFailure.Kind.LIMIT, location(generated::equals), "the model " + message);
    }

    private static String shown(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
