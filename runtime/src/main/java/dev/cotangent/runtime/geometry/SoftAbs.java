package dev.cotangent.runtime.geometry;

/**
 * The smooth absolute value {@code x coth(alpha x)}: |x| far from 0, and at least 1 / alpha.
 *
 * @param alpha sharpness, positive
 * @see <a href="https://arxiv.org/abs/1212.4693">Betancourt (2013), A general metric for Riemannian manifold Hamiltonian
 *     Monte Carlo</a>
 */
public record SoftAbs(double alpha) {

    /** From here on {@code coth} is 1 to the last bit. */
    private static final double LARGE = 19;
    /** Up to here five terms of the series are exact to rounding. */
    private static final double SMALL = 0.1;
    /** Up to this distance, in units of 1 / alpha, a quadrature of the slope is more exact than a divided difference. */
    private static final double CLOSE = 0.01;

    private static final double GAUSS_NODE = 0.5 / Math.sqrt(3);

    public SoftAbs {
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha must be positive and finite, but is " + alpha);
        }
    }

    /** The value at x. */
    public double at(double x) {
        double size = Math.abs(alpha * x);
        if (size > LARGE) {
            return Math.abs(x);
        }
        if (size < SMALL) {
            double s = size * size;
            return (1 + s * (1.0 / 3 + s * (-1.0 / 45 + s * (2.0 / 945 + s * (-1.0 / 4725 + s * 2.0 / 93555)))))
                    / alpha;
        }
        double decay = StrictMath.exp(-2 * size);
        return Math.abs(x) * (1 + decay) / (1 - decay);
    }

    /** The derivative at x, in (-1, 1). */
    public double slope(double x) {
        double size = Math.abs(alpha * x);
        return Math.copySign(size > LARGE ? 1 : size < SMALL ? nearZero(size) : between(size), x);
    }

    private static double nearZero(double size) {
        double s = size * size;
        return size * (2.0 / 3 + s * (-4.0 / 45 + s * (4.0 / 315 + s * (-8.0 / 4725 + s * 20.0 / 93555))));
    }

    private static double between(double size) {
        double decay = StrictMath.exp(-2 * size);
        double rest = 1 - decay;
        return (1 + decay) / rest - 4 * size * decay / (rest * rest);
    }

    /** {@code (at(x) - at(y)) / (x - y)}, and the derivative where x and y are the same. */
    public double dividedDifference(double x, double y) {
        double distance = x - y;
        if (Math.abs(alpha * distance) > CLOSE) {
            return (at(x) - at(y)) / distance;
        }
        // two nodes of Gauss and Legendre: an error of 1e-12
        double middle = 0.5 * (x + y);
        double node = GAUSS_NODE * distance;
        return 0.5 * (slope(middle - node) + slope(middle + node));
    }
}
