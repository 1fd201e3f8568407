package dev.cotangent.runtime.geometry;

import java.util.Arrays;

/**
 * Eigenvalues and orthonormal eigenvectors of small symmetric matrices, by Householder's reduction to tridiagonal form and
 * implicit QL steps with Wilkinson's shift. Owns its memory and allocates nothing; the same bits on every machine, as it takes
 * sums in order and calls nothing but square roots.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-86940-2">Wilkinson and Reinsch (1971), Linear Algebra, contributions II/2
 *     and II/4</a>
 */
public final class SymmetricEigensolver {

    private static final int MAX_STEPS = 60;

    private final int n;
    private final double[] work;
    private final double[] values;
    private final double[] beside;
    private final double[] vectors;
    private final double[] product;
    private final double[] factors;

    /** A solver for matrices of n rows. */
    public SymmetricEigensolver(int n) {
        this.n = n;
        work = new double[n * n];
        values = new double[n];
        beside = new double[n];
        vectors = new double[n * n];
        product = new double[n];
        factors = new double[n];
    }

    /** Eigenvalues in no particular order, shape [n]; the array itself, valid until the next call. */
    public double[] values() {
        return values;
    }

    /** Row k is the eigenvector of value k, shape [n][n] in one array; the array itself, valid until the next call. */
    public double[] vectors() {
        return vectors;
    }

    /**
     * Decomposes a matrix.
     *
     * @param matrix symmetric, shape [n][n] row by row in one array; not modified
     * @return false if an element is not finite, or the iteration does not converge
     */
    public boolean decompose(double[] matrix) {
        double largest = 0;
        for (int i = 0; i < n * n; i++) {
            double size = Math.abs(matrix[i]);
            if (!(size <= Double.MAX_VALUE)) {
                return false;
            }
            largest = Math.max(largest, size);
        }
        if (largest == 0) {
            return decomposeZero();
        }
        // a power of two keeps squares in range and rounds nothing
        int exponent = Math.max(-1000, Math.min(1000, Math.getExponent(largest)));
        double down = Math.scalb(1.0, -exponent);
        for (int i = 0; i < n * n; i++) {
            work[i] = matrix[i] * down;
        }
        reduce();
        accumulate();
        if (!iterate()) {
            return false;
        }
        double up = Math.scalb(1.0, exponent);
        for (int i = 0; i < n; i++) {
            values[i] *= up;
        }
        return true;
    }

    private boolean decomposeZero() {
        Arrays.fill(values, 0);
        identity();
        return true;
    }

    private void identity() {
        Arrays.fill(vectors, 0);
        for (int i = 0; i < n; i++) {
            vectors[i * n + i] = 1;
        }
    }

    /** Reflects rows and columns below k for each k; row k of the work array keeps the reflection's vector behind its diagonal. */
    private void reduce() {
        for (int k = 0; k < n - 1; k++) {
            values[k] = work[k * n + k];
            double tail = 0;
            for (int j = k + 2; j < n; j++) {
                tail += work[k * n + j] * work[k * n + j];
            }
            double first = work[k * n + k + 1];
            if (tail == 0) {
                beside[k] = first;
                factors[k] = 0;
                continue;
            }
            double length = Math.sqrt(first * first + tail);
            double image = first > 0 ? -length : length;
            beside[k] = image;
            double head = first - image;
            work[k * n + k + 1] = head;
            factors[k] = 2 / (head * head + tail);
            reflect(k);
        }
        if (n > 0) {
            values[n - 1] = work[n * n - 1];
        }
    }

    /** The rest of the matrix between two reflections: {@code A - v w' - w v'}. */
    private void reflect(int k) {
        int row = k * n;
        double factor = factors[k];
        double overlap = 0;
        for (int i = k + 1; i < n; i++) {
            double sum = 0;
            for (int j = k + 1; j < n; j++) {
                sum += work[i * n + j] * work[row + j];
            }
            product[i] = factor * sum;
            overlap += product[i] * work[row + i];
        }
        double half = 0.5 * factor * overlap;
        for (int i = k + 1; i < n; i++) {
            product[i] -= half * work[row + i];
        }
        for (int i = k + 1; i < n; i++) {
            double vi = work[row + i];
            double wi = product[i];
            for (int j = k + 1; j < n; j++) {
                work[i * n + j] -= vi * product[j] + wi * work[row + j];
            }
        }
    }

    /** The product of the reflections, column by column: row j of the vectors is column j. */
    private void accumulate() {
        identity();
        for (int k = n - 3; k >= 0; k--) {
            if (factors[k] == 0) {
                continue;
            }
            for (int column = k + 1; column < n; column++) {
                double sum = 0;
                for (int j = k + 1; j < n; j++) {
                    sum += work[k * n + j] * vectors[column * n + j];
                }
                sum *= factors[k];
                for (int j = k + 1; j < n; j++) {
                    vectors[column * n + j] -= sum * work[k * n + j];
                }
            }
        }
    }

    private boolean iterate() {
        if (n > 0) {
            beside[n - 1] = 0;
        }
        for (int low = 0; low < n; low++) {
            int steps = 0;
            for (int high = end(low); high > low; high = end(low)) {
                if (++steps > MAX_STEPS) {
                    return false;
                }
                step(low, high);
            }
        }
        return true;
    }

    /** The last row of the block that begins with a row: the next element beside the diagonal is negligible. */
    private int end(int low) {
        int high = low;
        while (high < n - 1) {
            double size = Math.abs(values[high]) + Math.abs(values[high + 1]);
            if (size + Math.abs(beside[high]) == size) {
                break;
            }
            high++;
        }
        return high;
    }

    private void step(int low, int high) {
        double ratio = (values[low + 1] - values[low]) / (2 * beside[low]);
        double root = Math.sqrt(ratio * ratio + 1);
        double g = values[high] - values[low] + beside[low] / (ratio + Math.copySign(root, ratio));
        double sine = 1;
        double cosine = 1;
        double shift = 0;
        for (int i = high - 1; i >= low; i--) {
            double f = sine * beside[i];
            double b = cosine * beside[i];
            double r = Math.sqrt(f * f + g * g);
            beside[i + 1] = r;
            if (r == 0) {
                values[i + 1] -= shift;
                beside[high] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = values[i + 1] - shift;
            r = (values[i] - g) * sine + 2 * cosine * b;
            shift = sine * r;
            values[i + 1] = g + shift;
            g = cosine * r - b;
            rotate(i * n, sine, cosine);
        }
        values[low] -= shift;
        beside[low] = g;
        beside[high] = 0;
    }

    private void rotate(int row, double sine, double cosine) {
        for (int j = 0; j < n; j++) {
            double lower = vectors[row + j];
            double upper = vectors[row + n + j];
            vectors[row + n + j] = sine * lower + cosine * upper;
            vectors[row + j] = cosine * lower - sine * upper;
        }
    }
}
