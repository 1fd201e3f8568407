package dev.cotangent.runtime.optimize;

/** Sums over vectors, in the order of their elements. */
final class Vectors {

    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** Adds a multiple of a vector to a sum. */
    static void add(double factor, double[] vector, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }

    static boolean isFinite(double[] a) {
        for (double element : a) {
            if (!Double.isFinite(element)) {
                return false;
            }
        }
        return true;
    }
}
