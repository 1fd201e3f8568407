package dev.cotangent.stdlib.scalar;

/**
 * Bessel functions of integer order, and the logarithm of the modified one of real order.
 *
 * <p>Method: where not said otherwise, J by Miller's backward recurrence, normalised by the sum DLMF 10.12.4, and Y from the
 * same terms by Neumann's series DLMF 10.8.3 and its derivative; from 25 on Hankel's expansions DLMF 10.17.3 and 10.17.4 for orders 0 and
 * 1 and forward recurrence. K is the integral DLMF 10.32.9 by the trapezoidal rule, which converges geometrically. Errors:
 * about 1e-14 of the modulus of J + iY, and of I and K.
 */
public final class Bessel {
    private static final double PRECISION = 0x1p-54;
    private static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;
    private static final double EULER = 0x1.2788cfc6fb619p-1;
    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;
    private static final double FAR = 25;
    private static final double HUGE = 0x1p500;

    private Bessel() {}

    // --- J and Y

    /** {@code J_n(x)}. */
    public static double bessel_first_kind(int n, double x) {
        if (n < 0 || x < 0) {
            double positive = bessel_first_kind(Math.abs(n), Math.abs(x));
            boolean reflected = (n < 0) != (x < 0);
            return reflected && n % 2 != 0 ? -positive : positive;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 && n == 0 ? 1 : 0;
        }
        if (x < FAR || n > x) {
            return miller(n, x, Sought.J);
        }
        double before = hankel(0, x, false);
        double value = hankel(1, x, false);
        return n == 0 ? before : forward(n, x, before, value, -1);
    }

    /** {@code Y_n(x)}; minus infinity at 0, NaN below. */
    public static double bessel_second_kind(int n, double x) {
        if (n < 0) {
            double positive = bessel_second_kind(-n, x);
            return n % 2 != 0 ? -positive : positive;
        }
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? 0 : Double.NaN;
        }
        boolean near = x < FAR;
        double before = near ? miller(0, x, Sought.Y0) : hankel(0, x, true);
        double value = near ? miller(0, x, Sought.Y1) : hankel(1, x, true);
        return n == 0 ? before : forward(n, x, before, value, -1);
    }

    private enum Sought {
        J,
        Y0,
        Y1
    }

    private static double miller(int n, double x, Sought sought) {
        double largest = Math.max(n, x);
        int start = 2 * ((int) (largest + 40 + 6 * StrictMath.cbrt(largest)) / 2);
        double above = 0;
        double term = 1e-300;
        double norm = 0;
        double neumann = 0;
        double derivative = 0;
        double wanted = 0;
        double first = 0;
        for (int k = start; k > 0; k--) {
            double below = 2 * k / x * term - above;
            if (k % 2 == 0) {
                int half = k / 2;
                double sign = half % 2 == 0 ? 1 : -1;
                norm += 2 * term;
                neumann += sign * term / half;
                derivative += sign * (below - above) / half;
            }
            wanted = k == n ? term : wanted;
            first = k == 1 ? term : first;
            above = term;
            term = below;
            if (Math.abs(term) > HUGE) {
                above /= HUGE;
                term /= HUGE;
                norm /= HUGE;
                neumann /= HUGE;
                derivative /= HUGE;
                wanted /= HUGE;
                first /= HUGE;
            }
        }
        norm += term;
        double log = Logarithm.log(0.5 * x) + EULER;
        return switch (sought) {
            case J -> (n == 0 ? term : wanted) / norm;
            case Y0 -> TWO_OVER_PI * (log * term - 2 * neumann) / norm;
            case Y1 -> TWO_OVER_PI * (log * first - term / x + derivative) / norm;
        };
    }

    private static double hankel(int n, double x, boolean second) {
        double order = 4.0 * n * n;
        double p = 1;
        double q = 0;
        double term = 1;
        for (int k = 1; k < 60 && Math.abs(term) > PRECISION; k++) {
            double odd = 2 * k - 1;
            term *= (order - odd * odd) / (8 * x * k);
            double signed = (k / 2) % 2 == 0 ? term : -term;
            if (k % 2 == 0) {
                p += signed;
            } else {
                q += signed;
            }
        }
        double sin = Trigonometry.sin(x);
        double cos = Trigonometry.cos(x);
        double cosPhase = SQRT_HALF * (n == 0 ? cos + sin : sin - cos);
        double sinPhase = SQRT_HALF * (n == 0 ? sin - cos : -sin - cos);
        double wave = second ? p * sinPhase + q * cosPhase : p * cosPhase - q * sinPhase;
        return Math.sqrt(TWO_OVER_PI / x) * wave;
    }

    /** From orders 0 and 1 to n: {@code f(k + 1) = 2k/x f(k) + sign f(k - 1)}. */
    private static double forward(int n, double x, double zero, double one, double sign) {
        double before = zero;
        double value = one;
        for (int k = 1; k < n; k++) {
            double next = 2 * k / x * value + sign * before;
            before = value;
            value = next;
        }
        return value;
    }

    // --- I and K

    /** {@code I_n(x)}: the power series DLMF 10.25.2, or from {@code x = 25 + n²} on Hankel's expansion DLMF 10.40.1. */
    public static double modified_bessel_first_kind(int n, double x) {
        int order = Math.abs(n);
        if (x < 0) {
            double positive = modified_bessel_first_kind(order, -x);
            return order % 2 != 0 ? -positive : positive;
        }
        if (x == 0) {
            return order == 0 ? 1 : 0;
        }
        if (x < 25 + (double) order * order) {
            double factor = order * Logarithm.log(0.5 * x) - Gamma.lgamma(order + 1.0);
            return Exponential.exp(factor) * (1 + seriesRest(order, x));
        }
        return Exponential.exp(x) / Math.sqrt(x) * 0.3989422804014327 * expansionSum(order, x);
    }

    /** {@code K_n(x)}; infinite at 0, NaN below. */
    public static double modified_bessel_second_kind(int n, double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? Double.POSITIVE_INFINITY : x > 0 ? 0 : Double.NaN;
        }
        double zero = integral(0, x);
        return n == 0 ? zero : forward(Math.abs(n), x, zero, integral(1, x), 1);
    }

    private static double integral(int n, double x) {
        double h = Math.min(0.25, 0.7 / Math.sqrt(x));
        double sum = 0.5;
        double fall = 0;
        for (int k = 1; fall < 45 + k * h; k++) {
            double sinh = Hyperbolic.sinh(0.5 * k * h);
            fall = 2 * x * sinh * sinh;
            double even = n == 0 ? 1 : Hyperbolic.cosh(k * h);
            sum += Exponential.exp(-fall) * even;
        }
        return h * Exponential.exp(-x) * sum;
    }

    // --- log I

    /**
     * {@code log I_n(x)} for x at least 0: the power series DLMF 10.25.2, or from {@code x = 25 + n²} on Hankel's expansion DLMF
     * 10.40.1. Error 20 ulps; NaN for negative x or n.
     */
    public static double log_modified_bessel_first_kind(int n, double x) {
        if (!(x >= 0) || n < 0) {
            return Double.NaN;
        }
        if (x == 0) {
            return n == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (x < 25 + (double) n * n) {
            return n * Logarithm.log(0.5 * x) - Gamma.lgamma(n + 1.0) + Logarithm.log1p(seriesRest(n, x));
        }
        return x - 0.5 * Logarithm.log(x) - HALF_LOG_TWO_PI + Logarithm.log(expansionSum(n, x));
    }

    /** The power series relative to its first term, without it. */
    private static double seriesRest(int n, double x) {
        double quarter = 0.25 * x * x;
        double sum = 0;
        double term = 1;
        for (int k = 1; term > PRECISION * sum; k++) {
            term *= quarter / (k * (k + (double) n));
            sum += term;
        }
        return sum;
    }

    private static double expansionSum(int n, double x) {
        double order = 4.0 * n * n;
        double sum = 1;
        double term = 1;
        for (int k = 1; Math.abs(term) > PRECISION && k < 60; k++) {
            double odd = 2 * k - 1;
            term *= (odd * odd - order) / (8 * x * k);
            sum += term;
        }
        return sum;
    }

    /**
     * {@code log I_v(x)} for real v at least 0 and x at least 0: the power series from its largest term outwards, O(sqrt(x)) terms.
     * Error 1e-15 of {@code x + v log(x)}; NaN for negative x or v.
     */
    public static double log_modified_bessel_first_kind(double v, double x) {
        if (!(x >= 0) || !(v >= 0)) {
            return Double.NaN;
        }
        if (x == 0) {
            return v == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        double peak = peak(v, x);
        double sum = 1;
        for (int side = -1; side <= 1; side += 2) {
            double term = 1;
            for (double k = peak; term > PRECISION * sum; k += side) {
                term = next(term, k, v, x, side);
                sum += term;
            }
        }
        double log = (2 * peak + v) * Logarithm.log(0.5 * x) - Gamma.lgamma(peak + 1) - Gamma.lgamma(v + peak + 1);
        return log + Logarithm.log(sum);
    }

    /** The derivative in v of {@link #log_modified_bessel_first_kind(double, double)}, as a mean over the terms of the series. */
    public static double order_derivative(double v, double x) {
        if (!(x > 0) || !(v >= 0)) {
            return Double.NaN;
        }
        double peak = peak(v, x);
        double log = Logarithm.log(0.5 * x);
        double sum = 1;
        double mean = log - Gamma.digamma(v + peak + 1);
        double total = mean;
        for (int side = -1; side <= 1; side += 2) {
            double term = 1;
            for (double k = peak; term > PRECISION * sum; k += side) {
                term = next(term, k, v, x, side);
                sum += term;
                total += term == 0 ? 0 : term * (log - Gamma.digamma(v + k + side + 1));
            }
        }
        return total / sum;
    }

    /** Index of the largest term. */
    private static double peak(double v, double x) {
        return Math.max(0, Math.rint(0.5 * x * (x / (v + Math.sqrt(v * v + x * x)))));
    }

    /** The term after, or before, the k-th; 0 before the first. */
    private static double next(double term, double k, double v, double x, int side) {
        double quarter = 0.25 * x * x;
        return side > 0 ? term * (quarter / (k + 1) / (k + 1 + v)) : k == 0 ? 0 : term * (k * (k + v) / quarter);
    }
}
