package dev.cotangent.stdlib.linear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against plain loops; entries are sums of at most 37 products below 1, so rounding is below 37² 2⁻⁵³ < 2e-13. */
class ProductsTest {
    private static final double TOLERANCE = 2e-13;

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "3,2", "5,4", "7,9", "4,0", "0,3", "37,11", "8,37"})
    void matrixTimesVectorIsItsDefinition(int rows, int columns) {
        Matrices a = Matrices.random(rows, columns, 1);
        Matrices x = Matrices.random(columns, 1, 2);
        Matrices out = Matrices.empty(rows, 1);
        Products.multiply(a.data(), a.offset(), rows, columns, x.data(), x.offset(), columns, out.data(), out.offset());
        out.assertClose(a.times(x), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "3,2", "5,4", "7,9", "4,0", "0,3", "37,11", "8,37"})
    void transposeTimesVectorIsItsDefinition(int rows, int columns) {
        Matrices a = Matrices.random(rows, columns, 1);
        Matrices x = Matrices.random(rows, 1, 2);
        Matrices out = Matrices.empty(columns, 1);
        Products.transpose_multiply(
                a.data(), a.offset(), rows, columns, x.data(), x.offset(), rows, out.data(), out.offset());
        out.assertClose(a.transposed().times(x), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,2,4", "5,4,1", "6,9,7", "2,0,3", "11,37,5"})
    void matrixProductsAreTheirDefinitions(int m, int n, int p) {
        Matrices a = Matrices.random(m, n, 1);
        Matrices b = Matrices.random(n, p, 2);
        Matrices expected = a.times(b);
        Matrices at = a.transposed();
        Matrices bt = b.transposed();

        Matrices out = Matrices.empty(m, p);
        Products.multiply(a.data(), a.offset(), m, n, b.data(), b.offset(), n, p, out.data(), out.offset());
        out.assertClose(expected, TOLERANCE);
        Products.transpose_multiply(at.data(), at.offset(), n, m, b.data(), b.offset(), n, p, out.data(), out.offset());
        out.assertClose(expected, TOLERANCE);
        Products.multiply_transpose(a.data(), a.offset(), m, n, bt.data(), bt.offset(), p, n, out.data(), out.offset());
        out.assertClose(expected, TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,2", "0,4", "4,7"})
    void outerProductIsItsDefinition(int rows, int columns) {
        Matrices x = Matrices.random(rows, 1, 1);
        Matrices y = Matrices.random(columns, 1, 2);
        Matrices out = Matrices.empty(rows, columns);
        Products.multiply(x.data(), x.offset(), rows, y.data(), y.offset(), columns, out.data(), out.offset());
        out.assertClose(x.times(y.transposed()), 0);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "4", "37"})
    void transposeTimesVectorHasTheBitsOfDotProducts(int rows) {
        Matrices a = Matrices.random(rows, 5, 1);
        Matrices x = Matrices.random(rows, 1, 2);
        double[] out = new double[5];
        Products.transpose_multiply(a.data(), a.offset(), rows, 5, x.data(), x.offset(), rows, out, 0);
        for (int j = 0; j < 5; j++) {
            assertThat(out[j])
                    .isEqualTo(Products.dot_product(a.data(), a.offset() + j * rows, rows, x.data(), x.offset(), rows));
        }
    }
}
