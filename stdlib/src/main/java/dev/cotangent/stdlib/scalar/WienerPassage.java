package dev.cotangent.stdlib.scalar;

/**
 * First passage of a Wiener process with drift mu, from w, through 0 before 1: probabilities of a passage before or after time x.
 * By reflections for small times, else by Fourier's series, M. Gondan, S. P. Blurton and M. Kesselmeier (2014), Even faster and
 * even more accurate first-passage time densities and distributions for the Wiener diffusion model, J. Mathematical Psychology
 * 60. Every function has a twin, its derivative along a direction, that goes through the same sums.
 *
 * <p>Notation: {@code dx, dw, dmu} is the direction of x, w and mu.
 */
final class WienerPassage {
    private static final double SMALL = 0.5;
    private static final double SQUARE_OF_PI = Math.PI * Math.PI;
    private static final double LOG_TWO_PI = 0x1.d67f1c864beb5p0;
    private static final int REFLECTIONS = 10;

    private WienerPassage() {}

    /** The logarithm of the probability of a passage before time x. */
    static double logBefore(double x, double w, double mu) {
        if (!(x > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        if (x < SMALL) {
            double top = top(x, w, mu);
            return top + Logarithm.log(reflections(x, w, mu, top));
        }
        double ever = logEver(w, mu);
        return ever + Logarithm.log1p(-Exponential.exp(logSeries(x, w, mu) - ever));
    }

    static double logBeforeAlong(double x, double w, double mu, double dx, double dw, double dmu) {
        if (x < SMALL) {
            double top = top(x, w, mu);
            return reflectionsAlong(x, w, mu, top, dx, dw, dmu) / reflections(x, w, mu, top);
        }
        double ever = logEverAlong(w, mu, dw, dmu);
        double share = Exponential.exp(logSeries(x, w, mu) - logEver(w, mu));
        return (ever - share * logSeriesAlong(x, w, mu, dx, dw, dmu)) / (1 - share);
    }

    /** The logarithm of the probability of a passage after time x. */
    static double logAfter(double x, double w, double mu) {
        if (!(x > 0)) {
            return logEver(w, mu);
        }
        if (isEarly(x, w, mu)) {
            double ever = logEver(w, mu);
            return ever + Logarithm.log1p(-Exponential.exp(logBefore(x, w, mu) - ever));
        }
        return logSeries(x, w, mu);
    }

    static double logAfterAlong(double x, double w, double mu, double dx, double dw, double dmu) {
        if (!(x > 0)) {
            return logEverAlong(w, mu, dw, dmu);
        }
        if (isEarly(x, w, mu)) {
            double share = Exponential.exp(logBefore(x, w, mu) - logEver(w, mu));
            return (logEverAlong(w, mu, dw, dmu) - share * logBeforeAlong(x, w, mu, dx, dw, dmu)) / (1 - share);
        }
        return logSeriesAlong(x, w, mu, dx, dw, dmu);
    }

    /** The logarithm of the probability of a passage, {@code exp(-mu w) sinh(mu (1 - w)) / sinh(mu)}. */
    static double logEver(double w, double mu) {
        return Logarithm.log1p(-w) - mu * w + logSinhc(mu * (1 - w)) - logSinhc(mu);
    }

    static double logEverAlong(double w, double mu, double dw, double dmu) {
        double rest = 1 - w;
        double slope = logSinhcSlope(mu * rest) * (dmu * rest - mu * dw) - logSinhcSlope(mu) * dmu;
        return slope - dw / rest - dmu * w - mu * dw;
    }

    /** True if the time is small and most passages are still to come. */
    private static boolean isEarly(double x, double w, double mu) {
        return x < SMALL && logBefore(x, w, mu) < logEver(w, mu) - 0.3;
    }

    /** {@code log(sinh(z) / z)}, by its Taylor series about 0. */
    private static double logSinhc(double z) {
        double size = Math.abs(z);
        if (size < 0.05) {
            double s = z * z;
            return s * (1 / 6.0 - s * (1 / 180.0 - s / 2835.0));
        }
        return size + Logarithm.log(-Exponential.expm1(-2 * size) / (2 * size));
    }

    private static double logSinhcSlope(double z) {
        if (Math.abs(z) < 0.05) {
            double s = z * z;
            return z * (1 / 3.0 - s * (1 / 45.0 - s * 2 / 945.0));
        }
        double decay = Exponential.exp(-2 * Math.abs(z));
        return Math.copySign((1 + decay) / (1 - decay), z) - 1 / z;
    }

    // --- reflections: sum of (-1)^k exp(-mu (w + r)) Phi((mu x - r) / sqrt(x)) over r = r_k, and its mirror image with
    // -r

    private static double place(int k, double w) {
        return (k & 1) == 0 ? k + w : k + 1 - w;
    }

    private static double logReflected(double r, double x, double w, double mu) {
        double z = (r > 0 ? mu * x - r : r - mu * x) / Math.sqrt(x);
        return -mu * (w + r) + Gaussian.log_Phi(z);
    }

    private static double logReflectedAlong(
            double r, double x, double w, double mu, double dr, double dx, double dw, double dmu) {
        double sign = r > 0 ? 1 : -1;
        double root = Math.sqrt(x);
        double z = sign * (mu * x - r) / root;
        double dz = sign * (dmu * x + mu * dx - dr) / root - 0.5 * z * dx / x;
        return -dmu * (w + r) - mu * (dw + dr) + Gaussian.inv_mills(z) * dz;
    }

    private static double top(double x, double w, double mu) {
        return Math.max(logReflected(w, x, w, mu), logReflected(-w, x, w, mu));
    }

    private static double reflections(double x, double w, double mu, double top) {
        double sum = 0;
        for (int k = 0; k < REFLECTIONS; k++) {
            double r = place(k, w);
            double pair = Exponential.exp(logReflected(r, x, w, mu) - top)
                    + Exponential.exp(logReflected(-r, x, w, mu) - top);
            sum += (k & 1) == 0 ? pair : -pair;
        }
        return sum;
    }

    private static double reflectionsAlong(
            double x, double w, double mu, double top, double dx, double dw, double dmu) {
        double sum = 0;
        for (int k = 0; k < REFLECTIONS; k++) {
            double r = place(k, w);
            double dr = (k & 1) == 0 ? dw : -dw;
            double pair =
                    Exponential.exp(logReflected(r, x, w, mu) - top) * logReflectedAlong(r, x, w, mu, dr, dx, dw, dmu)
                            + Exponential.exp(logReflected(-r, x, w, mu) - top)
                                    * logReflectedAlong(-r, x, w, mu, -dr, dx, dw, dmu);
            sum += (k & 1) == 0 ? pair : -pair;
        }
        return sum;
    }

    // --- Fourier: the probability of a passage after x, with the first term's exponential taken out

    private static double logSeries(double x, double w, double mu) {
        double sum = 0;
        for (int k = 1; k <= terms(x); k++) {
            sum += seriesTerm(k, x, mu) * Trigonometry.sin(k * Math.PI * w);
        }
        return LOG_TWO_PI + Logarithm.log(sum) - mu * w - 0.5 * x * (mu * mu + SQUARE_OF_PI);
    }

    private static double logSeriesAlong(double x, double w, double mu, double dx, double dw, double dmu) {
        double sum = 0;
        double slope = 0;
        for (int k = 1; k <= terms(x); k++) {
            double rate = k * Math.PI;
            double term = seriesTerm(k, x, mu);
            double wave = Trigonometry.sin(rate * w);
            double change = -0.5 * dx * (rate * rate - SQUARE_OF_PI) - 2 * mu * dmu / (mu * mu + rate * rate);
            sum += term * wave;
            slope += term * (wave * change + rate * dw * Trigonometry.cos(rate * w));
        }
        return slope / sum - dmu * w - mu * dw - 0.5 * dx * (mu * mu + SQUARE_OF_PI) - x * mu * dmu;
    }

    private static double seriesTerm(int k, double x, double mu) {
        double rate = k * Math.PI;
        return k / (mu * mu + rate * rate) * Exponential.exp(-0.5 * x * (rate * rate - SQUARE_OF_PI));
    }

    /** Beyond these the exponential is below 1e-18. */
    private static int terms(double x) {
        return (int) Math.min(1e6, 2 + Math.sqrt(1 + 8.5 / x));
    }
}
