package dev.cotangent.stdlib.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotations are orthogonal to rounding, so residuals are some sizes times 2⁻⁵³ times the norm, below 100. */
class SymmetricEigenTest {
    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 30})
    void vectorsDiagonaliseTheMatrix(int n) {
        Matrices l = Matrices.lowerTriangular(n, 5).lower();
        Matrices a = l.times(l.transposed());
        Matrices eigen = eigen(a);
        Matrices values = columns(eigen, 0);
        Matrices vectors = columns(eigen, n);
        vectors.transposed().times(vectors).assertClose(identity(n), TOLERANCE);
        vectors.times(values).times(vectors.transposed()).assertClose(a, TOLERANCE);
    }

    @Test
    void valuesAscendAndVectorsPointUp() {
        Matrices eigen = eigen(new Matrices(new double[] {0, 0, 0, 2, -3, -3, 2, 0, 0, 0}, 3, 2, 2));
        assertThat(eigen.at(0, 0)).isCloseTo(-1, within(TOLERANCE));
        assertThat(eigen.at(1, 1)).isCloseTo(5, within(TOLERANCE));
        assertThat(eigen.at(1, 0)).isZero();
        assertThat(eigen.at(0, 2)).isPositive();
        assertThat(eigen.at(1, 2)).isPositive();
    }

    @Test
    void notFiniteGivesNotANumber() {
        double[] out = new double[8];
        SymmetricEigen.symmetric_eigen(new double[] {1, Double.NaN, 0, 1}, 0, 2, 2, out, 0);
        assertThat(out[0]).isNaN();
    }

    private static Matrices eigen(Matrices a) {
        Matrices out = Matrices.empty(a.rows(), 2 * a.rows());
        SymmetricEigen.symmetric_eigen(a.data(), a.offset(), a.rows(), a.columns(), out.data(), out.offset());
        return out;
    }

    private static Matrices columns(Matrices eigen, int first) {
        int n = eigen.rows();
        Matrices half = Matrices.empty(n, n);
        System.arraycopy(eigen.data(), eigen.offset() + first * n, half.data(), half.offset(), n * n);
        return half;
    }

    private static Matrices identity(int n) {
        Matrices identity = Matrices.empty(n, n);
        for (int i = 0; i < n; i++) {
            identity.data()[identity.offset() + i * (n + 1)] = 1;
        }
        return identity;
    }
}
