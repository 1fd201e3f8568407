package dev.cotangent.stdlib.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

/** Column-major test matrices in the middle of longer arrays, with plain loops to compare with. */
record Matrices(double[] data, int offset, int rows, int columns) {
    private static final int PADDING = 3;

    static Matrices random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] data = random.doubles(rows * columns + 2L * PADDING, -1, 1).toArray();
        return new Matrices(data, PADDING, rows, columns);
    }

    /** Full, with a lower triangle that is well conditioned and noise above it. */
    static Matrices lowerTriangular(int n, long seed) {
        Matrices l = random(n, n, seed);
        for (int i = 0; i < n; i++) {
            l.data[l.offset + i * (n + 1)] += 2 + 0.1 * n;
        }
        return l;
    }

    static Matrices empty(int rows, int columns) {
        return new Matrices(new double[rows * columns + 2 * PADDING], PADDING, rows, columns);
    }

    double at(int i, int j) {
        return data[offset + i + j * rows];
    }

    Matrices transposed() {
        Matrices t = empty(columns, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t.data[t.offset + j + i * columns] = at(i, j);
            }
        }
        return t;
    }

    Matrices lower() {
        Matrices l = empty(rows, columns);
        for (int j = 0; j < columns; j++) {
            for (int i = j; i < rows; i++) {
                l.data[l.offset + i + j * rows] = at(i, j);
            }
        }
        return l;
    }

    Matrices times(Matrices b) {
        Matrices c = empty(rows, b.columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < b.columns; j++) {
                double sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum += at(i, k) * b.at(k, j);
                }
                c.data[c.offset + i + j * rows] = sum;
            }
        }
        return c;
    }

    /** Claims equal entries and that nothing outside them was written. */
    void assertClose(Matrices expected, double tolerance) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertThat(Math.abs(at(i, j) - expected.at(i, j)))
                        .as("entry %d, %d", i, j)
                        .isLessThanOrEqualTo(tolerance);
            }
        }
        for (int i = 0; i < PADDING; i++) {
            assertThat(data[i]).isZero();
            assertThat(data[data.length - 1 - i]).isZero();
        }
    }
}
