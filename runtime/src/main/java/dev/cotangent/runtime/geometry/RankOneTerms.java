package dev.cotangent.runtime.geometry;

/**
 * A symmetric matrix as a sum of at most n terms {@code weight u u'}, by elimination with complete diagonal pivoting: pivots of
 * one row, or of two whose block is diagonalised. An eighth of the work of eigenvectors, and as exact. Owns its memory and
 * allocates nothing.
 *
 * @see <a href="https://doi.org/10.1137/0708060">Bunch and Parlett (1971), Direct methods for solving symmetric indefinite
 *     systems of linear equations</a>
 */
final class RankOneTerms {

    /** Share of the largest element beside the diagonal over which a pivot of one row is stable: (1 + sqrt 17) / 8. */
    private static final double ONE_ROW = 0.6403882032022076;

    private static final double NEGLIGIBLE = 1e-17;

    private final int n;
    private final double[] work;
    private final double[] vectors;
    private final double[] weights;
    private int count;
    private int row;
    private int otherRow;
    private int otherColumn;

    RankOneTerms(int n) {
        this.n = n;
        work = new double[n * n];
        vectors = new double[n * n];
        weights = new double[n];
    }

    /** Number of terms. */
    int count() {
        return count;
    }

    /** The u, shape [count][n]; the array itself, valid until the next call. */
    double[] vectors() {
        return vectors;
    }

    double[] weights() {
        return weights;
    }

    /**
     * Decomposes.
     *
     * @param matrix symmetric and finite, shape [n][n]; not modified
     */
    void decompose(double[] matrix) {
        System.arraycopy(matrix, 0, work, 0, n * n);
        count = 0;
        double first = -1;
        while (count < n) {
            double diagonal = largestOnDiagonal();
            double beside = largestBeside();
            first = first < 0 ? Math.max(diagonal, beside) : first;
            // not greater: what is not finite ends here, too
            if (!(Math.max(diagonal, beside) > NEGLIGIBLE * first)) {
                return;
            }
            if (diagonal >= ONE_ROW * beside) {
                eliminateOne(row);
            } else if (count <= n - 2) {
                eliminateTwo(otherRow, otherColumn);
            } else {
                return;
            }
        }
    }

    private double largestOnDiagonal() {
        double largest = 0;
        row = 0;
        for (int i = 0; i < n; i++) {
            double size = Math.abs(work[i * n + i]);
            if (size > largest) {
                largest = size;
                row = i;
            }
        }
        return largest;
    }

    private double largestBeside() {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double size = Math.abs(work[i * n + j]);
                if (size > largest) {
                    largest = size;
                    otherRow = i;
                    otherColumn = j;
                }
            }
        }
        return largest;
    }

    private void eliminateOne(int pivot) {
        double weight = 1 / work[pivot * n + pivot];
        int at = count * n;
        System.arraycopy(work, pivot * n, vectors, at, n);
        weights[count++] = weight;
        subtract(at, weight);
        clear(pivot);
    }

    /** The block {@code [a c; c b]} is turned by an angle into its eigenvalues. */
    private void eliminateTwo(int i, int j) {
        double a = work[i * n + i];
        double b = work[j * n + j];
        double c = work[i * n + j];
        double theta = (b - a) / (2 * c);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        int first = count * n;
        int second = first + n;
        for (int k = 0; k < n; k++) {
            double ik = work[i * n + k];
            double jk = work[j * n + k];
            vectors[first + k] = cosine * ik - sine * jk;
            vectors[second + k] = sine * ik + cosine * jk;
        }
        weights[count++] = 1 / (a - tangent * c);
        weights[count++] = 1 / (b + tangent * c);
        subtract(first, weights[count - 2]);
        subtract(second, weights[count - 1]);
        clear(i);
        clear(j);
    }

    private void subtract(int at, double weight) {
        for (int i = 0; i < n; i++) {
            double factor = weight * vectors[at + i];
            if (factor != 0) {
                for (int j = 0; j < n; j++) {
                    work[i * n + j] -= factor * vectors[at + j];
                }
            }
        }
    }

    private void clear(int pivot) {
        for (int k = 0; k < n; k++) {
            work[pivot * n + k] = 0;
            work[k * n + pivot] = 0;
        }
    }
}
