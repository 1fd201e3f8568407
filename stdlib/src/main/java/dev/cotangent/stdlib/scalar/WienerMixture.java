package dev.cotangent.stdlib.scalar;

/**
 * First passage of a Wiener process with drift through its upper boundary a, from w a, averaged over what varies between
 * trials: the drift is normal(v, sv), the start uniform of width sw about w, and a delay uniform in [0, st0] is part of the time
 * t. By Gaussian quadrature; the drift's variation in the density has a closed form. F. Henrich, R. Hartmann, V. Pratz, A. Voss
 * and K. C. Klauer (2023), The seven-parameter diffusion model, Behavior Research Methods.
 *
 * <p>Derivatives go through the same sums: {@code _in} takes the number of the argument, from 1.
 */
public final class WienerMixture {
    private static final int DENSITY = 0;
    private static final int BEFORE = 1;
    private static final int AFTER = 2;

    private WienerMixture() {}

    /** Logarithm of the density at time t. */
    public static double wiener_log_density(double t, double a, double w, double v, double sv, double sw, double st0) {
        return logMixture(DENSITY, t, a, w, v, sv, sw, st0);
    }

    /** Logarithm of the probability to have passed the upper boundary by time t. */
    public static double wiener_log_passed(double t, double a, double w, double v, double sv, double sw, double st0) {
        return logMixture(BEFORE, t, a, w, v, sv, sw, st0);
    }

    /** Logarithm of the probability to pass the upper boundary, but after time t. */
    public static double wiener_log_pending(double t, double a, double w, double v, double sv, double sw, double st0) {
        return logMixture(AFTER, t, a, w, v, sv, sw, st0);
    }

    /** The derivative of {@link #wiener_log_density} in its n-th argument. */
    public static double wiener_log_density_in(
            int n, double t, double a, double w, double v, double sv, double sw, double st0) {
        return inArgument(DENSITY, n, t, a, w, v, sv, sw, st0);
    }

    /** The derivative of {@link #wiener_log_passed} in its n-th argument. */
    public static double wiener_log_passed_in(
            int n, double t, double a, double w, double v, double sv, double sw, double st0) {
        return inArgument(BEFORE, n, t, a, w, v, sv, sw, st0);
    }

    /** The derivative of {@link #wiener_log_pending} in its n-th argument. */
    public static double wiener_log_pending_in(
            int n, double t, double a, double w, double v, double sv, double sw, double st0) {
        return inArgument(AFTER, n, t, a, w, v, sv, sw, st0);
    }

    private static double logMixture(
            int what, double t, double a, double w, double v, double sv, double sw, double st0) {
        double part = Math.min(st0, t);
        double top = top(what, t, part, a, w, v, sv);
        return top + Logarithm.log(sum(what, t, a, w, v, sv, sw, st0, top, 0));
    }

    private static double inArgument(
            int what, int n, double t, double a, double w, double v, double sv, double sw, double st0) {
        double part = Math.min(st0, t);
        double top = top(what, t, part, a, w, v, sv);
        return sum(what, t, a, w, v, sv, sw, st0, top, n) / sum(what, t, a, w, v, sv, sw, st0, top, 0);
    }

    /** A term about as large as the largest. */
    private static double top(int what, double t, double part, double a, double w, double v, double sv) {
        double middle = log(what, t - 0.5 * part, a, w, v, sv);
        return part == 0 ? middle : Math.max(middle, log(what, t - 0.01 * part, a, w, v, sv));
    }

    /** The average in units of {@code exp(top)}, or its derivative in the n-th argument. */
    private static double sum(
            int what, double t, double a, double w, double v, double sv, double sw, double st0, double top, int n) {
        if (st0 == 0 && n != 7) {
            return overStarts(what, t, a, w, v, sv, sw, top, n, n == 1 ? 1 : 0);
        }
        double part = Math.min(st0, t);
        boolean isCut = st0 >= t;
        Quadrature rule = part == 0 ? Quadrature.SINGLE_UNIT : Quadrature.LONG_UNIT;
        double total = 0;
        double rest = 0;
        for (int j = 0; j < rule.nodes.length; j++) {
            double node = rule.nodes[j];
            double dt = n == 1 ? (isCut ? 1 - node : 1) : n == 7 && !isCut ? -node : 0;
            total += rule.weights[j] * overStarts(what, t - part * node, a, w, v, sv, sw, top, n, dt);
            rest += isCut && n != 0
                    ? rule.weights[j] * overStarts(what, t - part * node, a, w, v, sv, sw, top, 0, 0)
                    : 0;
        }
        if (!isCut) {
            return total;
        }
        double share = t / st0;
        double shareSlope = n == 1 ? 1 / st0 : n == 7 ? -share / st0 : 0;
        double result = share * total + shareSlope * rest;
        if (what == AFTER) {
            result += (1 - share) * overStarts(what, 0, a, w, v, sv, sw, top, n, 0);
            result -= shareSlope == 0 ? 0 : shareSlope * overStarts(what, 0, a, w, v, sv, sw, top, 0, 0);
        }
        return result;
    }

    private static double overStarts(
            int what, double t, double a, double w, double v, double sv, double sw, double top, int n, double dt) {
        Quadrature rule = sw == 0 ? Quadrature.SINGLE_UNIT : Quadrature.UNIT;
        double total = 0;
        for (int i = 0; i < rule.nodes.length; i++) {
            double offset = rule.nodes[i] - 0.5;
            double dw = n == 3 ? 1 : n == 6 ? offset : 0;
            total += rule.weights[i] * overDrifts(what, t, a, w + sw * offset, v, sv, top, n, dt, dw);
        }
        return total;
    }

    private static double overDrifts(
            int what, double t, double a, double w, double v, double sv, double top, int n, double dt, double dw) {
        double da = n == 2 ? 1 : 0;
        if (what == DENSITY) {
            double value = Exponential.exp(logDensity(t, a, w, v, sv) - top);
            return n == 0 || value == 0
                    ? value
                    : value * logDensityAlong(t, a, w, v, sv, dt, da, dw, n == 4 ? 1 : 0, n == 5 ? 1 : 0);
        }
        Quadrature rule = sv == 0 ? Quadrature.SINGLE_NORMAL : Quadrature.NORMAL;
        double total = 0;
        for (int k = 0; k < rule.nodes.length; k++) {
            double drift = v + sv * rule.nodes[k];
            double dv = n == 4 ? 1 : n == 5 ? rule.nodes[k] : 0;
            double value = Exponential.exp(log(what, t, a, w, drift, 0) - top);
            total += rule.weights[k]
                    * (n == 0 || value == 0 ? value : value * along(what, t, a, w, drift, dt, da, dw, dv));
        }
        return total;
    }

    private static double log(int what, double t, double a, double w, double v, double sv) {
        double x = t / (a * a);
        return switch (what) {
            case DENSITY -> logDensity(t, a, w, v, sv);
            case BEFORE -> WienerPassage.logBefore(x, 1 - w, -v * a);
            default -> WienerPassage.logAfter(x, 1 - w, -v * a);
        };
    }

    private static double along(
            int what, double t, double a, double w, double v, double dt, double da, double dw, double dv) {
        double x = t / (a * a);
        double dx = (dt - 2 * t * da / a) / (a * a);
        double dmu = -dv * a - v * da;
        return what == BEFORE
                ? WienerPassage.logBeforeAlong(x, 1 - w, -v * a, dx, -dw, dmu)
                : WienerPassage.logAfterAlong(x, 1 - w, -v * a, dx, -dw, dmu);
    }

    private static double logDensity(double t, double a, double w, double v, double sv) {
        double rest = a * (1 - w);
        double growth = 1 + sv * sv * t;
        double exponent = 0.5 * (sv * sv * rest * rest + 2 * v * rest - v * v * t) / growth;
        return exponent
                - 0.5 * Logarithm.log(growth)
                - 2 * Logarithm.log(a)
                + Wiener.wiener_log_kernel(t / (a * a), 1 - w);
    }

    private static double logDensityAlong(
            double t, double a, double w, double v, double sv, double dt, double da, double dw, double dv, double dsv) {
        double x = t / (a * a);
        double rest = a * (1 - w);
        double drest = da * (1 - w) - a * dw;
        double growth = 1 + sv * sv * t;
        double dgrowth = 2 * sv * dsv * t + sv * sv * dt;
        double top = sv * sv * rest * rest + 2 * v * rest - v * v * t;
        double dtop = 2 * sv * dsv * rest * rest
                + 2 * sv * sv * rest * drest
                + 2 * (dv * rest + v * drest)
                - 2 * v * dv * t
                - v * v * dt;
        double dkernel = Wiener.wiener_log_kernel_in_x(x, 1 - w) * (dt - 2 * t * da / a) / (a * a)
                - Wiener.wiener_log_kernel_in_w(x, 1 - w) * dw;
        return 0.5 * (dtop - top * dgrowth / growth) / growth - 0.5 * dgrowth / growth - 2 * da / a + dkernel;
    }
}
