package dev.cotangent.stdlib.scalar;

/**
 * Nodes and weights of the double exponential rules of H. Takahasi and M. Mori (1974), Double exponential formulas for numerical
 * integration. Both rules crowd their nodes at 0, so integrands may fall off there on any scale.
 */
final class DoubleExponential {
    private static final double STEP = 1.0 / 32;

    /** Nodes in (0, 1), and their weights: {@code x = 1 / (1 + exp(-pi sinh(t)))}. */
    static final double[] UNIT_NODES;

    static final double[] UNIT_WEIGHTS;

    /** Nodes in (0, infinity), and their weights: {@code x = exp(pi / 2 sinh(t))}. */
    static final double[] TAIL_NODES;

    static final double[] TAIL_WEIGHTS;

    static {
        int unit = 120;
        UNIT_NODES = new double[2 * unit + 1];
        UNIT_WEIGHTS = new double[2 * unit + 1];
        for (int k = -unit; k <= unit; k++) {
            double t = k * STEP;
            double s = Math.PI * StrictMath.sinh(t);
            double x = 1 / (1 + StrictMath.exp(-s));
            UNIT_NODES[k + unit] = x;
            UNIT_WEIGHTS[k + unit] = STEP * Math.PI * StrictMath.cosh(t) * x / (1 + StrictMath.exp(s));
        }
        int low = -120;
        int high = 60;
        TAIL_NODES = new double[high - low + 1];
        TAIL_WEIGHTS = new double[high - low + 1];
        for (int k = low; k <= high; k++) {
            double t = k * STEP;
            double x = StrictMath.exp(0.5 * Math.PI * StrictMath.sinh(t));
            TAIL_NODES[k - low] = x;
            TAIL_WEIGHTS[k - low] = STEP * 0.5 * Math.PI * StrictMath.cosh(t) * x;
        }
    }

    private DoubleExponential() {}
}
