package dev.cotangent.runtime.sampler.stochastic;

/** Arithmetic on arrays of one length. */
final class Vectors {

    private Vectors() {}

    /** {@code y += a x}. */
    static void add(double a, double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += a * x[i];
        }
    }

    static boolean isFinite(double[] x) {
        // a sum of zeros times the elements is NaN if one is not finite
        double sum = 0;
        for (double element : x) {
            sum += 0 * element;
        }
        return sum == 0;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
