package dev.cotangent.runtime.diagnostic;

/**
 * Quantile function of the beta distribution with both shapes at least 1.
 *
 * <p>The distribution function is a continued fraction times the density's kernel; the kernel is taken about the mean, with
 * Stirling's error terms in place of gamma functions, so that large shapes lose no digits.
 *
 * @see <a href="https://dlmf.nist.gov/8.17.E22">DLMF 8.17.22, continued fraction of the incomplete beta function</a>
 */
final class BetaQuantile {

    private static final double TINY = 1e-300;
    private static final int MAX_TERMS = 100_000;
    private static final int MAX_STEPS = 200;
    private static final double LARGE = 16;

    private final double a;
    private final double b;

    private BetaQuantile(double a, double b) {
        this.a = a;
        this.b = b;
    }

    /**
     * The value below which a probability lies.
     *
     * @param probability in (0, 1)
     * @param a first shape, at least 1
     * @param b second shape, at least 1
     * @return in (0, 1); NaN if a shape is
     */
    static double of(double probability, double a, double b) {
        return Double.isNaN(a + b) ? Double.NaN : new BetaQuantile(a, b).root(probability);
    }

    /** Newton's method, held in a bracket that bisection narrows where a step would leave it. */
    private double root(double probability) {
        double low = 0;
        double high = 1;
        double x = a / (a + b);
        for (int step = 0; step < MAX_STEPS; step++) {
            double excess = cumulative(x) - probability;
            if (excess > 0) {
                high = x;
            } else {
                low = x;
            }
            double next = x - excess * x * (1 - x) / kernel(x);
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - x) <= 2 * Math.ulp(x)) {
                return next;
            }
            x = next;
        }
        return x;
    }

    double cumulative(double x) {
        // each side of the mode has the continued fraction that converges fast there
        return x <= (a + 1) / (a + b + 2)
                ? kernel(x) * fraction(x, a, b) / a
                : 1 - kernel(x) * fraction(1 - x, b, a) / b;
    }

    /** {@code xᵃ (1 - x)ᵇ / B(a, b)}. */
    private double kernel(double x) {
        double n = a + b;
        double distance = x * n - a;
        double exponent = a * StrictMath.log1p(distance / a) + b * StrictMath.log1p(-distance / b);
        double stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
        return Math.sqrt(a * b / (2 * Math.PI * n)) * StrictMath.exp(exponent + stirling);
    }

    /** {@code log gamma(z) - (z - 1/2) log z + z - log(2 pi) / 2}, by its asymptotic series. */
    private static double stirlingError(double z) {
        double correction = 0;
        double at = z;
        while (at < LARGE) {
            correction += (at + 0.5) * StrictMath.log1p(1 / at) - 1;
            at += 1;
        }
        double inverse = 1 / at;
        double square = inverse * inverse;
        double series = 1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188)));
        return correction + inverse * series;
    }

    /** The continued fraction of the incomplete beta function, by Lentz's method. */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = inverse(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = inverse(1 + even * d);
            c = guarded(1 + even / c);
            value *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = inverse(1 + odd * d);
            c = guarded(1 + odd / c);
            double factor = c * d;
            value *= factor;
            if (Math.abs(factor - 1) < 1e-16) {
                break;
            }
        }
        return value;
    }

    private static double inverse(double x) {
        return 1 / guarded(x);
    }

    private static double guarded(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }
}
