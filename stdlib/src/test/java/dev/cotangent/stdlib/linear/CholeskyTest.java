package dev.cotangent.stdlib.linear;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two witnesses: the product of the factor with itself, and EJML's factor. Condition numbers are below 100. */
class CholeskyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 8, 25})
    void factorTimesItsTransposeIsTheMatrix(int n) {
        Matrices l = Matrices.lowerTriangular(n, 3).lower();
        Matrices a = l.times(l.transposed());
        Matrices out = Matrices.empty(n, n);
        Cholesky.cholesky_factor(a.data(), a.offset(), n, n, out.data(), out.offset());
        out.times(out.transposed()).assertClose(a, 1e-12);
    }

    @Test
    void factorIsThatOfEjml() {
        int n = 12;
        Matrices l = Matrices.lowerTriangular(n, 4).lower();
        Matrices a = l.times(l.transposed());
        Matrices out = Matrices.empty(n, n);
        Cholesky.cholesky_factor(a.data(), a.offset(), n, n, out.data(), out.offset());
        DMatrixRMaj other = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                other.set(i, j, a.at(i, j));
            }
        }
        var cholesky = DecompositionFactory_DDRM.chol(n, true);
        assertThat(cholesky.decompose(other)).isTrue();
        DMatrixRMaj expected = cholesky.getT(null);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(Math.abs(out.at(i, j) - expected.get(i, j))).isLessThan(1e-12);
            }
        }
    }

    @Test
    void onlyTheLowerTriangleIsRead() {
        double[] a = {4, 2, 99, 5};
        double[] out = new double[4];
        Cholesky.cholesky_factor(a, 0, 2, 2, out, 0);
        assertThat(out).containsExactly(2, 1, 0, 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, Double.NaN, Double.POSITIVE_INFINITY})
    void failureIsNotANumberThroughout(double pivot) {
        double[] a = {1, 0, 0, pivot};
        double[] out = new double[4];
        Cholesky.cholesky_factor(a, 0, 2, 2, out, 0);
        assertThat(out).containsOnly(Double.NaN);
    }

    @Test
    void trianglesMaskAndHalve() {
        double[] a = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] out = new double[9];
        Triangles.lower_triangle(a, 0, 3, 3, out, 0);
        assertThat(out).containsExactly(1, 2, 3, 0, 5, 6, 0, 0, 9);
        Triangles.lower_triangle_half(a, 0, 3, 3, out, 0);
        assertThat(out).containsExactly(0.5, 2, 3, 0, 2.5, 6, 0, 0, 4.5);
    }

    @Test
    void wideAndTallMatricesHaveTrianglesToo() {
        double[] out = new double[6];
        Triangles.lower_triangle(new double[] {1, 2, 3, 4, 5, 6}, 0, 2, 3, out, 0);
        assertThat(out).containsExactly(1, 2, 0, 4, 0, 0);
        Triangles.lower_triangle(new double[] {1, 2, 3, 4, 5, 6}, 0, 3, 2, out, 0);
        assertThat(out).containsExactly(1, 2, 3, 0, 5, 6);
    }
}
