package dev.cotangent.stdlib.scalar;

/** Gaussian quadrature on [0, 1] and under the standard normal density, DLMF 3.5(v). */
final class Quadrature {
    private static final int MOST_STEPS = 100;

    /** A rule of one node in the middle, for what does not vary. */
    static final Quadrature SINGLE_UNIT = legendre(1);

    static final Quadrature UNIT = legendre(24);

    /** For integrands that vanish at an end as {@code exp(-1 / x)} does. */
    static final Quadrature LONG_UNIT = legendre(64);

    static final Quadrature SINGLE_NORMAL = hermite(1);
    static final Quadrature NORMAL = hermite(20);

    final double[] nodes;
    final double[] weights;

    private Quadrature(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /** Gauss-Legendre on [0, 1]. */
    private static Quadrature legendre(int n) {
        double[] nodes = new double[n];
        double[] weights = new double[n];
        for (int k = 0; k < n; k++) {
            double x = legendreRoot(n, k);
            double slope = legendreSlope(n, x);
            nodes[k] = 0.5 * (1 - x);
            weights[k] = 1 / ((1 - x) * (1 + x) * slope * slope);
        }
        return new Quadrature(nodes, weights);
    }

    /** Gauss-Hermite for the standard normal density. */
    private static Quadrature hermite(int n) {
        double[] nodes = new double[n];
        double[] weights = new double[n];
        for (int k = 0; k < n; k++) {
            nodes[k] = hermiteRoot(n, k + 1);
            weights[k] = hermiteWeight(n, nodes[k]);
        }
        return new Quadrature(nodes, weights);
    }

    /** By bisection on the number of roots below. */
    private static double hermiteRoot(int n, int k) {
        double low = -2 * Math.sqrt(n);
        double high = -low;
        for (int step = 0; step < MOST_STEPS; step++) {
            double middle = 0.5 * (low + high);
            if (below(n, middle) >= k) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** Christoffel's number: one over the sum of squares of the orthonormal polynomials. */
    private static double hermiteWeight(int n, double x) {
        double last = 0;
        double value = 1;
        double sum = 1;
        for (int j = 1; j < n; j++) {
            double next = (x * value - Math.sqrt(j - 1) * last) / Math.sqrt(j);
            last = value;
            value = next;
            sum += value * value;
        }
        return 1 / sum;
    }

    /** Sturm's count of the roots of the n-th Hermite polynomial below x. */
    private static int below(int n, double x) {
        int count = 0;
        double ratio = x;
        for (int j = 1; j <= n; j++) {
            if (ratio >= 0) {
                count++;
            }
            ratio = x - j / (ratio == 0 ? Double.MIN_NORMAL : ratio);
        }
        return count;
    }

    private static double legendreRoot(int n, int k) {
        double x = StrictMath.cos(Math.PI * (k + 0.75) / (n + 0.5));
        for (int step = 0; step < MOST_STEPS; step++) {
            double change = legendre(n, x) / legendreSlope(n, x);
            x -= change;
            if (Math.abs(change) < 1e-15) {
                return x;
            }
        }
        return x;
    }

    private static double legendre(int n, double x) {
        double last = 0;
        double value = 1;
        for (int j = 0; j < n; j++) {
            double next = ((2 * j + 1) * x * value - j * last) / (j + 1);
            last = value;
            value = next;
        }
        return value;
    }

    private static double legendreSlope(int n, double x) {
        return n * (legendre(n - 1, x) - x * legendre(n, x)) / ((1 - x) * (1 + x));
    }
}
