package dev.cotangent.stdlib.linear;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to tridiagonal form and the implicit QL algorithm
 * (J. H. Wilkinson and C. Reinsch, Linear Algebra, II/2 and II/4, procedures tred2 and tql2; in the form of EISPACK, which carries
 * the shift along). Conventions as in {@link Products}.
 */
public final class SymmetricEigen {
    private static final int MOST_STEPS = 60;
    private static final double PRECISION = 0x1p-52;

    private SymmetricEigen() {}

    /**
     * {@code out = [diag(values) vectors]}, n rows and 2n columns: values ascending, vectors as columns of length 1 whose entry
     * of largest magnitude is positive. A is symmetrised. Entries that are not finite give NaN.
     */
    public static void symmetric_eigen(double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        int vectors = outOffset + rows * rows;
        symmetrise(a, aOffset, rows, out, vectors);
        if (rows == 1) {
            out[outOffset] = out[vectors];
            out[vectors] = 1;
        } else if (rows > 1) {
            // The first two columns hold the diagonal and what stands beside it until the values are known.
            int diagonal = outOffset;
            int beside = outOffset + rows;
            reduce(out, vectors, diagonal, beside, rows);
            accumulate(out, vectors, diagonal, rows);
            iterate(out, vectors, diagonal, beside, rows);
            sort(out, vectors, diagonal, rows);
            for (int j = 0; j < rows; j++) {
                orient(out, vectors + j * rows, rows);
            }
            placeValues(out, outOffset, rows);
        }
    }

    private static void symmetrise(double[] a, int aOffset, int n, double[] out, int outOffset) {
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                out[outOffset + i + j * n] = 0.5 * (a[aOffset + i + j * n] + a[aOffset + j + i * n]);
            }
        }
    }

    // --- to tridiagonal form, from the last row up; d holds the row being reduced

    private static void reduce(double[] s, int v, int d, int e, int n) {
        for (int j = 0; j < n; j++) {
            s[d + j] = s[v + n - 1 + j * n];
        }
        for (int i = n - 1; i > 0; i--) {
            double scale = 0;
            for (int k = 0; k < i; k++) {
                scale += Math.abs(s[d + k]);
            }
            s[d + i] = scale == 0 ? skip(s, v, d, e, n, i) : reflect(s, v, d, e, n, i, scale);
        }
    }

    private static double skip(double[] s, int v, int d, int e, int n, int i) {
        s[e + i] = s[d + i - 1];
        for (int j = 0; j < i; j++) {
            s[d + j] = s[v + i - 1 + j * n];
            s[v + i + j * n] = 0;
            s[v + j + i * n] = 0;
        }
        return 0;
    }

    private static double reflect(double[] s, int v, int d, int e, int n, int i, double scale) {
        double h = 0;
        for (int k = 0; k < i; k++) {
            s[d + k] /= scale;
            h += s[d + k] * s[d + k];
        }
        double first = s[d + i - 1];
        double length = first > 0 ? -Math.sqrt(h) : Math.sqrt(h);
        s[e + i] = scale * length;
        h -= first * length;
        s[d + i - 1] = first - length;
        Products.fillWithZeros(s, e, i);
        for (int j = 0; j < i; j++) {
            double f = s[d + j];
            s[v + j + i * n] = f;
            int column = v + j * n;
            double sum = s[e + j] + s[column + j] * f;
            for (int k = j + 1; k < i; k++) {
                sum += s[column + k] * s[d + k];
                s[e + k] += s[column + k] * f;
            }
            s[e + j] = sum;
        }
        double f = 0;
        for (int j = 0; j < i; j++) {
            s[e + j] /= h;
            f += s[e + j] * s[d + j];
        }
        double half = f / (h + h);
        for (int j = 0; j < i; j++) {
            s[e + j] -= half * s[d + j];
        }
        for (int j = 0; j < i; j++) {
            double left = s[d + j];
            double right = s[e + j];
            for (int k = j; k < i; k++) {
                s[v + k + j * n] -= left * s[e + k] + right * s[d + k];
            }
            s[d + j] = s[v + i - 1 + j * n];
            s[v + i + j * n] = 0;
        }
        return h;
    }

    /** The product of the reflections. */
    private static void accumulate(double[] s, int v, int d, int n) {
        for (int i = 0; i < n - 1; i++) {
            s[v + n - 1 + i * n] = s[v + i * (n + 1)];
            s[v + i * (n + 1)] = 1;
            int next = v + (i + 1) * n;
            double h = s[d + i + 1];
            if (h != 0) {
                for (int k = 0; k <= i; k++) {
                    s[d + k] = s[next + k] / h;
                }
                for (int j = 0; j <= i; j++) {
                    double along = Products.dot_product(s, next, i + 1, s, v + j * n, i + 1);
                    Products.addColumn(s, d, i + 1, -along, s, v + j * n);
                }
            }
            Products.fillWithZeros(s, next, i + 1);
        }
        for (int j = 0; j < n; j++) {
            s[d + j] = s[v + n - 1 + j * n];
            s[v + n - 1 + j * n] = 0;
        }
        s[v + n * n - 1] = 1;
    }

    // --- to diagonal form

    private static void iterate(double[] s, int v, int d, int e, int n) {
        System.arraycopy(s, e + 1, s, e, n - 1);
        s[e + n - 1] = 0;
        double shift = 0;
        double size = 0;
        for (int l = 0; l < n; l++) {
            size = Math.max(size, Math.abs(s[d + l]) + Math.abs(s[e + l]));
            int m = l;
            while (m < n - 1 && Math.abs(s[e + m]) > PRECISION * size) {
                m++;
            }
            for (int step = 0; m > l && step < MOST_STEPS && Math.abs(s[e + l]) > PRECISION * size; step++) {
                shift += step(s, v, d, e, n, l, m);
            }
            s[d + l] += shift;
            s[e + l] = 0;
        }
    }

    /** A QL step on rows l to m; returns the shift. */
    private static double step(double[] s, int v, int d, int e, int n, int l, int m) {
        double first = s[d + l];
        double p = (s[d + l + 1] - first) / (2 * s[e + l]);
        double root = Math.sqrt(Math.fma(p, p, 1));
        double r = p < 0 ? p - root : p + root;
        s[d + l] = s[e + l] / r;
        s[d + l + 1] = s[e + l] * r;
        double second = s[d + l + 1];
        double shift = first - s[d + l];
        for (int i = l + 2; i < n; i++) {
            s[d + i] -= shift;
        }
        double beside = s[e + l + 1];
        double c = 1;
        double c2 = 1;
        double c3 = 1;
        double sin = 0;
        double sin2 = 0;
        p = s[d + m];
        for (int i = m - 1; i >= l; i--) {
            c3 = c2;
            c2 = c;
            sin2 = sin;
            double g = c * s[e + i];
            double h = c * p;
            r = Math.sqrt(p * p + s[e + i] * s[e + i]);
            s[e + i + 1] = sin * r;
            sin = s[e + i] / r;
            c = p / r;
            p = c * s[d + i] - sin * g;
            s[d + i + 1] = h + sin * (c * g + sin * s[d + i]);
            turn(s, v + i * n, v + (i + 1) * n, n, c, sin);
        }
        p = -sin * sin2 * c3 * beside * s[e + l] / second;
        s[e + l] = sin * p;
        s[d + l] = c * p;
        return shift;
    }

    /** {@code (x, y) <- (c x - s y, s x + c y)} for two columns. */
    private static void turn(double[] s, int x, int y, int n, double cos, double sin) {
        for (int k = 0; k < n; k++) {
            double left = s[x + k];
            double right = s[y + k];
            s[x + k] = cos * left - sin * right;
            s[y + k] = sin * left + cos * right;
        }
    }

    // --- the result

    private static void sort(double[] s, int v, int d, int n) {
        for (int i = 0; i < n - 1; i++) {
            int least = i;
            for (int j = i + 1; j < n; j++) {
                least = s[d + j] < s[d + least] ? j : least;
            }
            if (least != i) {
                swap(s, d + i, d + least, 1);
                swap(s, v + i * n, v + least * n, n);
            }
        }
    }

    private static void swap(double[] s, int x, int y, int size) {
        for (int k = 0; k < size; k++) {
            double kept = s[x + k];
            s[x + k] = s[y + k];
            s[y + k] = kept;
        }
    }

    private static void orient(double[] s, int from, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.abs(s[from + i]) > Math.abs(largest) ? s[from + i] : largest;
        }
        for (int i = 0; i < n && largest < 0; i++) {
            s[from + i] = -s[from + i];
        }
    }

    /** Moves the values from the first column to the diagonal, the last first. */
    private static void placeValues(double[] s, int from, int n) {
        for (int j = n - 1; j > 0; j--) {
            double value = s[from + j];
            Products.fillWithZeros(s, from + j * n, n);
            s[from + j * (n + 1)] = value;
        }
        Products.fillWithZeros(s, from + 1, n - 1);
    }
}
