package dev.cotangent.stdlib.scalar;

/**
 * Lambert's W function: solutions w of {@code w exp(w) = x}.
 *
 * <p>Method: Halley's iteration from the expansions of R. M. Corless et al. (1996), On the Lambert W function, Adv. Comput.
 * Math. 5, equations 4.18 and 4.22; next to the branch point {@code x = -1/e} the former alone. Relative error 5e-16, growing as
 * 1/(1 + w) towards the branch point, where w is as sensitive to x.
 */
public final class LambertW {
    private static final double E = 0x1.5bf0a8b145769p1;
    /** {@code e - E}. */
    private static final double E_REST = 0x1.4d57ee2b1013ap-53;

    private static final double NEAR = 4e-3;
    private static final int MOST_STEPS = 30;

    private LambertW() {}

    /** The solution that is at least -1; NaN below -1/e. */
    public static double lambert_w0(double x) {
        double square = squareFromBranch(x);
        if (!(square >= 0) || x == 0 || x == Double.POSITIVE_INFINITY) {
            return square < 0 ? Double.NaN : x;
        }
        double p = Math.sqrt(square);
        if (p < NEAR) {
            return fromBranch(p);
        }
        if (x < 0) {
            return halley(p < 0.8 ? fromBranch(p) : x * (1 - x), x);
        }
        if (x < 3) {
            return halley(Logarithm.log1p(x) * 0.7, x);
        }
        double log = Logarithm.log(x);
        return halley(log - Logarithm.log(log), x);
    }

    /** The solution that is at most -1, for x from -1/e up to 0; NaN elsewhere. */
    public static double lambert_wm1(double x) {
        double square = squareFromBranch(x);
        if (!(square >= 0 && x < 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        double p = Math.sqrt(square);
        if (p < NEAR) {
            return fromBranch(-p);
        }
        if (p < 1) {
            return halley(fromBranch(-p), x);
        }
        double log = Logarithm.log(-x);
        double second = Logarithm.log(-log);
        return newton(log - second + second / log, log);
    }

    /** {@code 2 (e x + 1)}, without cancellation. */
    private static double squareFromBranch(double x) {
        return 2 * Math.fma(E_REST, x, Math.fma(E, x, 1));
    }

    /** The expansion about -1 in {@code p = sqrt(2 (e x + 1))}, positive for the upper branch. */
    private static double fromBranch(double p) {
        double tail = Math.fma(p, Math.fma(p, -221.0 / 8505, 769.0 / 17280), -43.0 / 540);
        return -1 + p * Math.fma(p, Math.fma(p, Math.fma(p, tail, 11.0 / 72), -1.0 / 3), 1);
    }

    private static double halley(double start, double x) {
        double w = start;
        for (int k = 0; k < MOST_STEPS; k++) {
            double exp = Exponential.exp(w);
            double f = w * exp - x;
            double step = f / (exp * (w + 1) - (w + 2) * f / (2 * w + 2));
            w -= step;
            if (!(Math.abs(step) > 0x1p-50 * Math.abs(w))) {
                return w;
            }
        }
        return w;
    }

    /** Steps on {@code w + log(-w) = log(-x)}, which can't underflow. */
    private static double newton(double start, double log) {
        double w = start;
        for (int k = 0; k < MOST_STEPS; k++) {
            double step = (w + Logarithm.log(-w) - log) / (1 + 1 / w);
            w -= step;
            if (!(Math.abs(step) > 0x1p-50 * Math.abs(w))) {
                return w;
            }
        }
        return w;
    }
}
