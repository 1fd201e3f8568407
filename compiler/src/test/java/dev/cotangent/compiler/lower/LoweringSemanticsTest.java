package dev.cotangent.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import org.junit.jupiter.api.Test;

/** What statements mean, with values worked out by hand. */
class LoweringSemanticsTest {

    /** Declares {@code r} and lets the statements fill it. */
    private static double[] result(String declaration, String statements) {
        String model = "generated quantities { " + declaration + " r; { " + statements + " } }";
        return TestModel.of(model).drawn("r");
    }

    private static double[] reals(int size, String statements) {
        return result("vector[" + size + "]", statements);
    }

    private static double[] integers(int size, String statements) {
        return result("array[" + size + "] int", statements);
    }

    // --- assignment

    @Test
    void rightSideIsEvaluatedBeforeTheAssignment() {
        assertThat(reals(3, "r = [1, 2, 3]'; r[2:3] = r[1:2];")).containsExactly(1, 1, 2);
        assertThat(reals(3, "r = [1, 2, 3]'; r[1:2] = r[2:3];")).containsExactly(2, 3, 3);
        assertThat(reals(3, "r = [1, 2, 3]'; r[{3, 1}] = r[{1, 2}];")).containsExactly(2, 2, 1);
        assertThat(reals(3, "r = [1, 2, 3]'; r = reverse(r) - r;")).containsExactly(2, 0, -2);
    }

    @Test
    void indicesAreEvaluatedBeforeTheAssignment() {
        assertThat(integers(4, "array[4] int s = {2, 4, 1, 3}; r[s] = {40, 30, 20, 10};"))
                .containsExactly(20, 40, 10, 30);
        assertThat(integers(2, "int k = 1; r = {5, 6}; r[k] = r[k + 1]; k = 2; r[k] = 7;"))
                .containsExactly(6, 7);
    }

    @Test
    void compoundAssignmentReadsOldElements() {
        assertThat(reals(3, "r = [1, 2, 3]'; r[2:3] += r[1:2];")).containsExactly(1, 3, 5);
        assertThat(reals(3, "r = [1, 2, 3]'; r .*= r; r /= 2; r -= 1;")).containsExactly(-0.5, 1, 3.5);
        assertThat(result("matrix[2, 2]", "r = [[1, 2], [3, 4]]; r += r';")).containsExactly(2, 5, 5, 8);
    }

    @Test
    void compoundAssignmentToRepeatedIndicesKeepsTheLast() {
        assertThat(reals(2, "r = [1, 2]'; r[{1, 1}] += [10, 20]';")).containsExactly(21, 2);
        assertThat(reals(2, "r = [1, 2]'; r[{2, 2}] *= 3;")).containsExactly(1, 6);
    }

    @Test
    void compoundProductOfMatricesIsTheirProduct() {
        assertThat(result("matrix[2, 2]", "r = [[1, 2], [3, 4]]; r *= [[0, 1], [1, 0]];"))
                .containsExactly(2, 4, 1, 3);
    }

    @Test
    void copiesOfContainersAreIndependent() {
        assertThat(reals(2, "vector[2] a = [1, 2]'; r = a; a[1] = 9; r[2] += a[1];"))
                .containsExactly(1, 11);
        assertThat(reals(2, "array[2] vector[2] a = {[1, 2]', [3, 4]'}; r = a[2]; a[2] = a[1]; r[1] += a[2, 1];"))
                .containsExactly(4, 4);
    }

    @Test
    void transposedVectorIsACopy() {
        assertThat(reals(2, "row_vector[2] a = [1, 2]; vector[2] b = a'; a[1] = 5; r = b;"))
                .containsExactly(1, 2);
    }

    @Test
    void sizesKeepTheValueThatAVariableHad() {
        String model = "generated quantities { int r; { int n = 2; vector[n] x = [1, 2]'; n = 5; r = size(x); } }";
        assertThat(TestModel.of(model).drawn("r")).containsExactly(2);
        assertThat(integers(1, "int n = 3; r[1] = 0; for (i in 1:n) { n += 1; r[1] += i; }"))
                .containsExactly(6);
    }

    // --- integers

    @Test
    void integersDivideTowardsZero() {
        assertThat(integers(4, "r = {7 %/% 2, -7 %/% 2, 7 / -2, -7 % 3};")).containsExactly(3, -3, -3, -1);
        assertThat(reals(2, "r = [7 / 2, 7 / 2.0]';")).containsExactly(3, 3.5);
    }

    @Test
    void truthValuesAreZeroAndOne() {
        assertThat(integers(4, "r = {!5, 3 && 2, 0 || 0, 2 > 1};")).containsExactly(0, 1, 0, 1);
        assertThat(integers(2, "r = {0.5 < 1, 1.5 > 2};")).containsExactly(1, 0);
    }

    @Test
    void operatorsBindAsInStan() {
        assertThat(reals(3, "r = [-2 ^ 2, 2 ^ 3 ^ 2, 2 - 3 - 4]';")).containsExactly(-4, 512, -5);
    }

    // --- control

    @Test
    void onlyOneSideOfAChoiceIsEvaluated() {
        assertThat(integers(2, "int n = 0; r = {n == 0 ? -1 : 10 %/% n, n > 0 && 10 %/% n > 1};"))
                .containsExactly(-1, 0);
        assertThat(integers(1, "array[2] int x = {1, 2}; int i = 3; r[1] = i > 2 || x[i] > 0;"))
                .containsExactly(1);
    }

    @Test
    void loopsCanBeLeftAndContinued() {
        assertThat(integers(
                        2,
                        "r = {0, 0}; for (i in 1:9) { if (i == 2) continue; if (i > 4) break; r[1] += i; } "
                                + "while (1) { r[2] += 1; if (r[2] < 5) continue; break; }"))
                .containsExactly(8, 5);
        assertThat(integers(1, "r[1] = 0; for (i in 1:3) for (j in 1:3) { if (j > i) break; r[1] += j; }"))
                .containsExactly(10);
        assertThat(integers(1, "r[1] = 7; for (i in 3:1) r[1] = i;")).containsExactly(7);
    }

    @Test
    void loopsOverElementsMeetThemInStorageOrder() {
        assertThat(reals(4, "int k = 1; for (e in [[1, 2], [3, 4]]) { r[k] = e; k += 1; }"))
                .containsExactly(1, 3, 2, 4);
        assertThat(reals(2, "r = [0, 0]'; for (v in {[1, 2]', [3, 4]'}) r = v - r;"))
                .containsExactly(2, 2);
    }

    @Test
    void loopsOverElementsCanBeLeft() {
        assertThat(integers(
                        1, "r[1] = 0; for (k in {3, 4, 5, 6}) { if (k == 4) continue; if (k > 5) break; r[1] += k; }"))
                .containsExactly(8);
        String functions = "functions { real first(array[] vector x) { for (v in x) if (sum(v) > 1) return v[2]; "
                + "return -1; } } generated quantities { vector[2] r; ";
        assertThat(TestModel.of(functions + "r[1] = first({[0, 1]', [5, 6]', [7, 8]'}); r[2] = first({[0, 0]'}); }")
                        .drawn("r"))
                .containsExactly(6, -1);
    }

    @Test
    void targetIsReadAsItIs() {
        String model = "parameters { real a; } model { target += a; target += 1 + target(); target += target(); }";
        assertThat(TestModel.of(model).value(3)).isEqualTo(14);
    }

    @Test
    void componentWithoutMassDoesNotRejectTheMixture() {
        String model = "parameters { real a; } model { "
                + "target += log_sum_exp(uniform_lpdf(a | 0, 1), uniform_lpdf(a | 0, 2)); }";
        assertThat(TestModel.of(model).value(1.5)).isCloseTo(-StrictMath.log(2), within(1e-15));
        assertThat(TestModel.of(model).gradient(1.5)).containsExactly(0);
        assertThat(TestModel.of(model).value(2.5)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    // --- slices

    @Test
    void emptySlicesAreLegal() {
        assertThat(integers(
                        4,
                        "vector[3] x = [1, 2, 3]'; x[2:1] = x[3:2]; "
                                + "r = {size(x[3:2]), size(x[9:3]), size(x[4:]), cols([[1, 2]][ : , 2:1])};"))
                .containsExactly(0, 0, 0, 0);
        assertThat(reals(1, "vector[3] x = [1, 2, 3]'; r[1] = sum(x[4:3]) + 5;"))
                .containsExactly(5);
    }

    @Test
    void sliceOfAMatrixKeepsItsShape() {
        assertThat(result("matrix[2, 2]", "matrix[2, 3] A = [[1, 2, 3], [4, 5, 6]]; r = A[ : , 2:3];"))
                .containsExactly(2, 5, 3, 6);
        assertThat(result("row_vector[3]", "matrix[2, 3] A = [[1, 2, 3], [4, 5, 6]]; r = A[2];"))
                .containsExactly(4, 5, 6);
        assertThat(result("matrix[2, 2]", "matrix[2, 3] A = [[1, 2, 3], [4, 5, 6]]; r = A[{2, 1}, {3, 3}];"))
                .containsExactly(6, 3, 6, 3);
    }

    // --- layout

    @Test
    void columnsOfOutputHaveTheFirstIndexFastest() {
        TestModel model = TestModel.of("generated quantities { matrix[2, 3] A = [[1, 2, 3], [4, 5, 6]]; "
                + "array[2] vector[3] v = {[1, 2, 3]', [4, 5, 6]'}; array[2, 2] int k = {{1, 2}, {3, 4}}; }");
        assertThat(model.model().layout().columnNames())
                .containsExactly(
                        "A.1.1", "A.2.1", "A.1.2", "A.2.2", "A.1.3", "A.2.3", "v.1.1", "v.2.1", "v.1.2", "v.2.2",
                        "v.1.3", "v.2.3", "k.1.1", "k.2.1", "k.1.2", "k.2.2");
        assertThat(model.row()).containsExactly(1, 4, 2, 5, 3, 6, 1, 4, 2, 5, 3, 6, 1, 3, 2, 4);
    }

    @Test
    void positionHoldsParametersInStorageOrder() {
        TestModel model = TestModel.of("parameters { matrix[2, 2] A; array[2] vector[2] v; } "
                + "model { target += A[2, 1] + 10 * v[2, 1]; }");
        assertThat(model.value(1, 2, 3, 4, 5, 6, 7, 8)).isEqualTo(72);
        assertThat(model.gradient(1, 2, 3, 4, 5, 6, 7, 8)).containsExactly(0, 1, 0, 0, 0, 0, 10, 0);
    }

    // --- blocks

    @Test
    void transformedDataAreSeenEverywhere() {
        TestModel model = TestModel.of(
                "data { int n; } transformed data { int m = n + 1; vector[m] x; for (i in 1:m) x[i] = i; m = 7; } "
                        + "parameters { vector[size(x)] a; } transformed parameters { real s = dot_product(a, x) * m; } "
                        + "model { target += s; } generated quantities { vector[m - 4] g = a + x; }",
                "{\"n\": 2}");
        assertThat(model.value(1, 2, 3)).isEqualTo(98);
        assertThat(model.drawn("g", 1, 2, 3)).containsExactly(2, 4, 6);
    }

    @Test
    void sizesMayBeSizesOfData() {
        TestModel model = TestModel.of(
                "data { vector[2] x; } parameters { vector[size(x)] a; } "
                        + "generated quantities { array[num_elements(x)] int d = {1, 2}; vector[2] c; { vector[size(a)] b = a; c = b; } }",
                "{\"x\": [1, 2]}");
        assertThat(model.drawn("d", 5, 6)).containsExactly(1, 2);
        assertThat(model.drawn("c", 5, 6)).containsExactly(5, 6);
    }

    @Test
    void valueThatReadsItsOwnVariableReadsNothing() {
        assertThat(reals(2, "real x = 1; array[2] real y = {x, y[1]}; r = to_vector(y);")[1])
                .isNaN();
    }

    @Test
    void undefinedVariablesAreNotANumber() {
        assertThat(reals(2, "real x; r[1] = x;")).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void jacobianIsPartOfTheDensityAndNotOfOutputs() {
        TestModel model = TestModel.of("parameters { real<lower=1> s; } model { target += s; }");
        assertThat(model.value(0.5)).isCloseTo(1 + StrictMath.exp(0.5) + 0.5, within(1e-15));
        assertThat(model.drawn("s", 0.5)).containsExactly(1 + StrictMath.exp(0.5));
    }
}
