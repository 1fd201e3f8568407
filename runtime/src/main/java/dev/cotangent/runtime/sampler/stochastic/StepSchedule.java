package dev.cotangent.runtime.sampler.stochastic;

/**
 * Step sizes by the number of updates done: {@code size * (1 + t / delay)^-power}, which is Welling and Teh's {@code a (b +
 * t)^-gamma} with {@code a = size * delay^gamma} and {@code b = delay}; constant where the power is 0.
 *
 * @param size the first step size, positive
 * @param power gamma, in [0, 1]
 * @param delay b, positive: updates until the steps begin to shrink much
 */
public record StepSchedule(double size, double power, double delay) {

    public StepSchedule {
        if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("stepSize must be positive and finite, but is " + size);
        }
        if (!(power >= 0 && power <= 1)) {
            throw new IllegalArgumentException("stepDecay must be in 0..1, but is " + power);
        }
        if (!(delay > 0 && delay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("stepDelay must be positive and finite, but is " + delay);
        }
    }

    /** The same size always. */
    public static StepSchedule constant(double size) {
        return new StepSchedule(size, 0, 1);
    }

    /** The same schedule that starts from another size. */
    public StepSchedule withSize(double other) {
        return new StepSchedule(other, power, delay);
    }

    /** The step size of an update; the first has number 0. */
    public double at(long update) {
        return power == 0 ? size : size * StrictMath.pow(1 + update / delay, -power);
    }
}
