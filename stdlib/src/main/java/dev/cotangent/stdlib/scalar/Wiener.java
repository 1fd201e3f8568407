package dev.cotangent.stdlib.scalar;

/**
 * First passage of a Wiener process without drift, from w through 0 before 1, at time x: density {@code f(x, w)}. Two series, S.
 * Navarro and I. Fuss (2009), Fast and accurate calculations for first-passage times in Wiener diffusion models, J. Mathematical
 * Psychology 53, equations 5 and 6: the one for small times below 0.35, each summed until nothing changes, and each with its
 * first term's exponential taken out, so that nothing underflows. Derivatives are those of the series, term by term.
 */
public final class Wiener {
    private static final double SMALL = 0.35;
    private static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;
    private static final double HALF_SQUARE_OF_PI = 0.5 * Math.PI * Math.PI;

    /** Terms beyond this one are below the rounding of the sum, in either series. */
    private static final int TERMS = 7;

    private Wiener() {}

    /** {@code log f(x, w)} for w in [0, 1]; minus infinity for x not positive. */
    public static double wiener_log_kernel(double x, double w) {
        if (!(x > 0)) {
            return Double.isNaN(x + w) ? Double.NaN : Double.NEGATIVE_INFINITY;
        }
        if (x < SMALL) {
            return Logarithm.log(small(x, w, 0)) - 0.5 * w * w / x - HALF_LOG_TWO_PI - 1.5 * Logarithm.log(x);
        }
        return Logarithm.log(Math.PI * large(x, w, 0)) - HALF_SQUARE_OF_PI * x;
    }

    /** The derivative of {@link #wiener_log_kernel} in x. */
    public static double wiener_log_kernel_in_x(double x, double w) {
        return x < SMALL
                ? 0.5 * small(x, w, 2) / small(x, w, 0) / (x * x) - 1.5 / x
                : -HALF_SQUARE_OF_PI * large(x, w, 2) / large(x, w, 0);
    }

    /** The derivative of {@link #wiener_log_kernel} in w. */
    public static double wiener_log_kernel_in_w(double x, double w) {
        return x < SMALL ? small(x, w, 1) / small(x, w, 0) : Math.PI * large(x, w, 1) / large(x, w, 0);
    }

    /** {@code sum u exp((w² - u²) / 2x)} over {@code u = w + 2k}; its derivative in w without the factor, 1; or with u³, 2. */
    private static double small(double x, double w, int what) {
        double sum = smallTerm(x, w, w, what);
        for (int k = 1; k < TERMS; k++) {
            sum += smallTerm(x, w, w - 2 * k, what) + smallTerm(x, w, w + 2 * k, what);
        }
        return sum;
    }

    private static double smallTerm(double x, double w, double u, int what) {
        double factor = what == 0 ? u : what == 1 ? 1 - u * u / x : u * u * u;
        return factor * Exponential.exp(0.5 * (w - u) * (w + u) / x);
    }

    /** {@code sum k exp(-(k² - 1) pi² x / 2) sin(k pi w)}; with k² and the cosine, 1; with k³, 2. */
    private static double large(double x, double w, int what) {
        double sum = 0;
        for (int k = 1; k < TERMS; k++) {
            double angle = k * Math.PI * w;
            double wave = what == 1 ? k * Trigonometry.cos(angle) : Trigonometry.sin(angle);
            double factor = what == 2 ? (double) k * k * k : k;
            sum += factor * wave * Exponential.exp(-HALF_SQUARE_OF_PI * x * (k * k - 1));
        }
        return sum;
    }
}
