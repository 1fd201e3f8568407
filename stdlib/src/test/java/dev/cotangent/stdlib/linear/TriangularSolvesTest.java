package dev.cotangent.stdlib.linear;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Solutions put back into their systems. The triangles have a dominant diagonal, so errors are a few times the size times
 * 2⁻⁵³; what is above the diagonal is noise that must not be read.
 */
class TriangularSolvesTest {
    private static final double TOLERANCE = 1e-13;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9, 30})
    void leftSolutionsSolve(int n) {
        Matrices l = Matrices.lowerTriangular(n, 1);
        Matrices b = zeroPadded(Matrices.random(n, 3, 2));
        Matrices x = Matrices.empty(n, 3);
        TriangularSolves.mdivide_left_tri_low(
                l.data(), l.offset(), n, n, b.data(), b.offset(), n, 3, x.data(), x.offset());
        l.lower().times(x).assertClose(b, TOLERANCE);
        TriangularSolves.mdivide_left_tri_low_transpose(
                l.data(), l.offset(), n, n, b.data(), b.offset(), n, 3, x.data(), x.offset());
        l.lower().transposed().times(x).assertClose(b, TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9, 30})
    void rightSolutionsSolve(int n) {
        Matrices l = Matrices.lowerTriangular(n, 1);
        Matrices b = zeroPadded(Matrices.random(3, n, 2));
        Matrices x = Matrices.empty(3, n);
        TriangularSolves.mdivide_right_tri_low(
                b.data(), b.offset(), 3, n, l.data(), l.offset(), n, n, x.data(), x.offset());
        x.times(l.lower()).assertClose(b, TOLERANCE);
        TriangularSolves.mdivide_right_tri_low_transpose(
                b.data(), b.offset(), 3, n, l.data(), l.offset(), n, n, x.data(), x.offset());
        x.times(l.lower().transposed()).assertClose(b, TOLERANCE);
    }

    private static Matrices zeroPadded(Matrices b) {
        return b.transposed().transposed();
    }
}
