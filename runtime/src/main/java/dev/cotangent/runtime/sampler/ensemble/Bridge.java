package dev.cotangent.runtime.sampler.ensemble;

/**
 * A Gaussian process in discrete time whose last state is N(0, I), and what is known of it given that last state y. Before step
 * k the state is {@code scale[k] y + N(0, variance[k])}; the step leads to {@code decay[k] x + N(0, noise[k])}, or, given y, to
 * {@code own[k] x + end[k] y + N(0, rest[k])}. Exact: nothing is a discretisation.
 *
 * @param fromOrigin true if the first state is 0, and not N(0, I)
 */
record Bridge(
        boolean fromOrigin,
        double[] scale,
        double[] variance,
        double[] decay,
        double[] noise,
        double[] own,
        double[] end,
        double[] rest) {

    /** Part of the end that the first state of a stationary process has in it: so little that it hardly matters. */
    private static final double FIRST = 1e-4;

    int steps() {
        return scale.length;
    }

    private static Bridge empty(boolean fromOrigin, int steps) {
        return new Bridge(
                fromOrigin,
                new double[steps],
                new double[steps],
                new double[steps],
                new double[steps],
                new double[steps],
                new double[steps],
                new double[steps]);
    }

    /**
     * Brownian motion from 0 in unit time. The remaining time shrinks by a constant factor, until it is as small as a
     * resolution.
     *
     * @param resolution variance of the finest structure at the end, positive
     */
    static Bridge brownian(int steps, double resolution) {
        Bridge bridge = empty(true, steps);
        for (int k = 0; k < steps; k++) {
            double now = brownianTime(k, steps, resolution);
            double next = brownianTime(k + 1, steps, resolution);
            double left = 1 - now;
            double step = next - now;
            bridge.scale[k] = now;
            bridge.variance[k] = now * left;
            bridge.decay[k] = 1;
            bridge.noise[k] = step;
            bridge.own[k] = 1 - step / left;
            bridge.end[k] = step / left;
            bridge.rest[k] = step * (left - step) / left;
        }
        return bridge;
    }

    private static double brownianTime(int k, int steps, double resolution) {
        if (k == steps) {
            return 1;
        }
        double ratio = StrictMath.pow(resolution / (1 + resolution), (double) k / steps);
        return Math.max(0, 1 + resolution - (1 + resolution) * ratio);
    }

    /**
     * The stationary Ornstein-Uhlenbeck process, which is its own reversal: what forgets the end backward in time. The odds of
     * end to noise grow by a constant factor, until the noise is as small as a resolution.
     *
     * @param resolution variance of the finest structure at the end, positive
     */
    static Bridge ornsteinUhlenbeck(int steps, double resolution) {
        Bridge bridge = empty(false, steps);
        for (int k = 0; k < steps; k++) {
            double now = share(k, steps, resolution);
            double next = share(k + 1, steps, resolution);
            double decay = Math.sqrt(now / next);
            bridge.scale[k] = Math.sqrt(now);
            bridge.variance[k] = 1 - now;
            bridge.decay[k] = decay;
            bridge.noise[k] = 1 - now / next;
            bridge.own[k] = decay * (1 - next) / (1 - now);
            bridge.end[k] = Math.sqrt(next) * (1 - now / next) / (1 - now);
            bridge.rest[k] = (1 - now / next) * (1 - next) / (1 - now);
        }
        return bridge;
    }

    /** Part of the variance that comes from the end. */
    private static double share(int k, int steps, double resolution) {
        if (k == steps) {
            return 1;
        }
        double first = FIRST / (1 - FIRST + resolution);
        double odds = first * StrictMath.pow(1 / (resolution * first), (double) k / steps);
        return odds * (1 + resolution) / (1 + odds);
    }
}
