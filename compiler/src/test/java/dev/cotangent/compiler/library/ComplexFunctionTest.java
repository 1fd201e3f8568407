package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators and functions of complex numbers mean, with values worked out by hand. */
class ComplexFunctionTest {

    /** The drawn parts of expressions of one declared type. */
    private static double[] drawn(String type, String expression) {
        return TestModel.of("generated quantities { " + type + " r = " + expression + "; }")
                .drawn("r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2i; 0; 2",
                "1 + 1.5e1i; 1; 15",
                "(1 + 2i) + (3 - 1i); 4; 1",
                "(1 + 2i) - 3; -2; 2",
                "-(1 + 2i); -1; -2",
                "(1 + 2i) * (3 - 1i); 5; 5",
                "2 * (1 + 2i); 2; 4",
                "(1 + 2i) / 2; 0.5; 1",
                "(5 + 5i) / (3 - 1i); 1; 2",
                "(5 + 5i) / (1 - 3i); -1; 2",
                "1 / 2i; 0; -0.5",
                "(1 + 2i) .* 1i; -2; 1",
                "(1 + 2i) ./ 1i; 2; -1",
                "2i ^ 2; -4; 0",
                "(1 + 2i) ^ 2; -3; 4",
                "(0i) ^ 2; 0; 0",
                "conj(1 + 2i); 1; -2",
                "proj(1 + 2i); 1; 2",
                "polar(2, pi() / 2); 0; 2",
                "to_complex(3); 3; 0",
                "to_complex(); 0; 0",
                "to_complex(get_imag(1 + 2i), get_real(1 + 2i)); 2; 1",
                "sum([1i, 2, 3 + 1i]); 5; 2",
                "prod([1i, 2, 3 + 1i]); -2; 6",
                "[1i, 2] * [3, 4i]'; 0; 11",
                "dot_product([1i, 2]', [1i, 4i]'); 1; 8",
                "dot_self([1i, 2 + 2i]'); 9; 0",
                "trace([[1i, 2], [3, 4]]); 4; 1",
            })
    void operatorsAndFunctionsOfNumbers(String expression, double real, double imaginary) {
        assertThat(drawn("complex", expression)).containsExactly(new double[] {real, imaginary}, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "abs(3 - 4i); 5",
                "norm(3 - 4i); 25",
                "arg(-1i); -1.5707963267948966",
                "get_real(3 - 4i); 3",
                "get_imag(3 - 4i); -4",
                "(1 + 2i) == (1 + 2i); 1",
                "(1 + 2i) == (1 - 2i); 0",
                "(1 + 2i) != (1 - 2i); 1",
                "3 == (3 + 0i); 1",
                "get_imag((1 + 2i) ^ (2 - 1i)); 14.93241486964456",
                "get_real(pow(-2, 0.5i)); 0.1955194942616067",
            })
    void realValues(String expression, double value) {
        assertThat(drawn("real", expression)).containsExactly(new double[] {value}, within(1e-14));
    }

    @Test
    void containersAreWorkedOnElementwise() {
        assertThat(drawn("complex_vector[2]", "[1i, 2]' .* [2i, 1i]'")).containsExactly(-2, 0, 0, 2);
        assertThat(drawn("complex_vector[2]", "[1i, 2]' ./ [2i, 1i]'")).containsExactly(0.5, 0, 0, -2);
        assertThat(drawn("complex_vector[2]", "1i * [1i, 2]' + 1")).containsExactly(0, 0, 1, 2);
        assertThat(drawn("complex_vector[2]", "[1, 2]' * 1i")).containsExactly(0, 1, 0, 2);
        assertThat(drawn("complex_row_vector[2]", "conj([1i, 2 + 1i])")).containsExactly(0, -1, 2, -1);
        assertThat(drawn("vector[2]", "abs([3 + 4i, 2i]')")).containsExactly(5, 2);
        assertThat(drawn("array[2] complex", "conj({3 + 4i, 2i})")).containsExactly(3, -4, 0, -2);
        assertThat(drawn("complex_vector[2]", "to_complex([1, 2]', 3)")).containsExactly(1, 3, 2, 3);
        assertThat(drawn("complex_vector[2]", "pow([1i, 2]', 2)"))
                .containsExactly(new double[] {-1, 0, 4, 0}, within(1e-15));
    }

    @Test
    void matricesMultiplyAndTransposeWithoutConjugation() {
        String a = "[[1i, 2], [0, 1 + 1i]]";
        assertThat(drawn("complex_matrix[2, 2]", a + " * " + a)).containsExactly(-1, 0, 0, 0, 2, 4, 0, 2);
        assertThat(drawn("complex_matrix[2, 2]", a + "'")).containsExactly(0, 1, 2, 0, 0, 0, 1, 1);
        assertThat(drawn("complex_vector[2]", a + " * [1, 1i]'")).containsExactly(0, 3, -1, 1);
        assertThat(drawn("complex_vector[2]", "[[1, 2], [3, 4]] * [1i, 1]'")).containsExactly(2, 1, 4, 3);
        assertThat(drawn("complex_matrix[2, 2]", "[1i, 2]' * [1, 1i]")).containsExactly(0, 1, 2, 0, -1, 0, 0, 2);
        assertThat(drawn("complex_matrix[2, 2]", "(" + a + " * " + a + ") / " + a))
                .containsExactly(new double[] {0, 1, 0, 0, 2, 0, 1, 1}, within(1e-15));
    }

    @Test
    void elementsAreMovedWithBothParts() {
        assertThat(drawn("complex_vector[3]", "append_row([1i, 2]', 3)")).containsExactly(0, 1, 2, 0, 3, 0);
        assertThat(drawn("complex_vector[2]", "[[1i, 2], [3, 4i]][, 2]")).containsExactly(2, 0, 0, 4);
        assertThat(drawn("complex_vector[2]", "diagonal([[1i, 2], [3, 4i]])")).containsExactly(0, 1, 0, 4);
        assertThat(drawn("complex_vector[2]", "reverse([1i, 2]')")).containsExactly(2, 0, 0, 1);
        assertThat(drawn("complex_vector[2]", "tail([1i, 2, 3i]', 2)")).containsExactly(2, 0, 0, 3);
        assertThat(drawn("complex_matrix[2, 2]", "to_matrix([1i, 2, 3, 4i], 2, 2)"))
                .containsExactly(0, 1, 2, 0, 3, 0, 0, 4);
        assertThat(drawn("complex_vector[2]", "cumulative_sum([1i, 2]')")).containsExactly(0, 1, 2, 1);
        assertThat(drawn("complex_row_vector[2]", "columns_dot_product([[1i, 2], [1, 1]], [[1i, 1i], [1, 2]])"))
                .containsExactly(2, 0, 2, 2);
    }

    @Test
    void numbersAreAssignedInPlace() {
        double[] r = TestModel.of("""
                        generated quantities {
                          complex_matrix[2, 2] m = rep_matrix(0, 2, 2);
                          complex z = 1;
                          m[1, 2] = 2i;
                          m[2] = [z, z + 1i];
                          m[, 1] += 1;
                          z *= 1i;
                          z = to_complex(get_imag(z), get_real(z) + 5);
                          array[2] complex a = {m[1, 2], z};
                          a[{1, 2}] = a[{2, 1}];
                          array[6] complex r = append_array(to_array_1d(m), a);
                        }
                        """).drawn("r");
        assertThat(r).containsExactly(1, 0, 2, 0, 0, 2, 1, 1, 1, 5, 0, 2);
    }

    @Test
    void columnsAndPositionsHaveBothPartsSideBySide() {
        TestModel model = TestModel.of("""
                parameters { complex z; array[2] complex_vector[2] v; tuple(real, complex_matrix[1, 2]) t; }
                model {
                  target += -0.5 * (norm(z) + get_real(dot_self(v[1])) + norm(v[2, 1] - 1i) + norm(v[2, 2]));
                  target += -0.5 * (t.1 ^ 2 + norm(t.2[1, 1]) + norm(t.2[1, 2] - z));
                }
                generated quantities { real second = get_imag(v[2, 1]); }
                """);
        assertThat(model.model().layout().columnNames())
                .startsWith("z.real", "z.imag", "v.1.1.real", "v.1.1.imag", "v.2.1.real")
                .endsWith("t:1", "t:2.1.1.real", "t:2.1.1.imag", "t:2.1.2.real", "t:2.1.2.imag", "second");
        double[] q = new double[15];
        Arrays.setAll(q, i -> 0.1 * (i + 1));
        Map<String, Double> draw = model.draw(q);
        assertThat(draw.get("z.imag")).isEqualTo(q[1]);
        assertThat(draw.get("v.1.2.real")).isEqualTo(q[4]);
        assertThat(draw.get("v.2.1.imag")).isEqualTo(q[7]);
        assertThat(draw.get("second")).isEqualTo(q[7]);
        assertThat(draw.get("t:1")).isEqualTo(q[10]);
        assertThat(draw.get("t:2.1.2.real")).isEqualTo(q[13]);
        double[] gradient = model.gradient(q);
        assertThat(gradient[3]).isCloseTo(-q[3], within(1e-15));
        assertThat(gradient[7]).isCloseTo(-(q[7] - 1), within(1e-15));
        assertThat(gradient[0]).isCloseTo(-q[0] + q[13] - q[0], within(1e-15));
    }

    @Test
    void dataAndInitialValuesArePairs() {
        TestModel model = TestModel.of("""
                data { complex z; complex_matrix[2, 3] m; array[1] tuple(int, complex_vector[2]) t; }
                parameters { complex p; complex_row_vector[2] r; }
                generated quantities { complex s = z + m[1, 3] + 10 * m[2, 1] + 100 * t[1].2[2]; }
                """, """
                {"z": [1, 2], "m": [[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]],
                 "t": [{"1": 1, "2": [[0, 0], [1, 3]]}]}
                """);
        assertThat(model.drawn("s", 0, 0, 0, 0, 0, 0)).containsExactly(1 + 5 + 70 + 100, 2 + 6 + 80 + 300);
        double[] q = new double[6];
        model.model()
                .unconstrain(
                        dev.cotangent.runtime.data.JsonData.parse("{\"p\": [1, 2], \"r\": [[3, 4], [5, 6]]}", "init"),
                        q);
        assertThat(q).containsExactly(1, 2, 3, 4, 5, 6);
    }

    private static final String MATRIX = "[[1 + 2i, 3, 0.5i], [2 - 1i, -1i, 1], [0.25, 2i, -2 + 1i]]";

    /** The largest modulus in a matrix; the statements declare {@code D}. */
    private static double largest(String statements) {
        String model = "generated quantities { real r; { " + statements + " r = max(to_vector(abs(D))); } }";
        return TestModel.of(model).drawn("r")[0];
    }

    @Test
    void schurFormIsUnitaryAndTriangular() {
        String schur = "complex_matrix[3, 3] A = " + MATRIX + "; complex_matrix[3, 3] U; complex_matrix[3, 3] T;"
                + " (U, T) = complex_schur_decompose(A);";
        assertThat(largest(schur + "complex_matrix[3, 3] D = U * T * conj(U)' - A;"))
                .isLessThan(1e-14);
        assertThat(largest(schur + "complex_matrix[3, 3] D = U * conj(U)' - identity_matrix(3);"))
                .isLessThan(1e-14);
        assertThat(largest(schur + "complex_vector[3] D = [T[2, 1], T[3, 1], T[3, 2]]';"))
                .isZero();
    }

    @Test
    void eigenvectorsOfEqualEigenvaluesAreOrthogonal() {
        String eigen = "complex_matrix[3, 3] A = [[2, 0, 0], [0, 3, 1i], [0, -1i, 3]]; complex_matrix[3, 3] V;"
                + " complex_vector[3] v; (V, v) = eigendecompose_sym(A);";
        assertThat(largest(eigen + "complex_matrix[3, 3] D = conj(V)' * V - identity_matrix(3);"))
                .isLessThan(1e-14);
        assertThat(largest(eigen + "complex_matrix[3, 3] D = A * V - diag_post_multiply(V, v);"))
                .isLessThan(1e-14);
        assertThat(largest(eigen + "complex_vector[3] D = v - [2, 2, 4]';")).isLessThan(1e-14);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3; 3; [[1 + 2i, 3, 0.5i], [2 - 1i, -1i, 1], [0.25, 2i, -2 + 1i]]",
                "2; 3; [[1 + 2i, 3, 0.5i], [2 - 1i, -1i, 1]]",
                "3; 2; [[1 + 2i, 3], [2 - 1i, -1i], [0.25, 2i]]",
                "2; 2; [[0, 2i], [2, 0]]",
            })
    void singularVectorsAreOrthogonalAndGiveTheMatrixBack(int rows, int columns, String matrix) {
        int k = Math.min(rows, columns);
        String svd = "complex_matrix[%d, %d] A = %s; complex_matrix[%d, %d] U; vector[%d] s; complex_matrix[%d, %d] V;"
                        .formatted(rows, columns, matrix, rows, k, k, columns, k)
                + "(U, s, V) = svd(A);";
        assertThat(largest(svd + "complex_matrix[rows(A), cols(A)] D = diag_post_multiply(U, s) * conj(V)' - A;"))
                .isLessThan(1e-14);
        assertThat(largest(svd + "complex_matrix[cols(U), cols(U)] D = conj(U)' * U - identity_matrix(cols(U));"))
                .isLessThan(1e-14);
        assertThat(largest(svd + "complex_matrix[cols(V), cols(V)] D = conj(V)' * V - identity_matrix(cols(V));"))
                .isLessThan(1e-14);
    }

    @Test
    void singularVectorsOfParametersHaveNoDerivative() {
        assertThatThrownBy(() -> TestModel.of("""
                        parameters { complex_matrix[2, 2] A; }
                        model { target += -get_real(svd_U(A)[1, 1]); }
                        """)).hasMessageContaining("without_derivative");
    }
}
