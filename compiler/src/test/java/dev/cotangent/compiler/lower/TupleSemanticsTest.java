package dev.cotangent.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tuples mean, with values worked out by hand. */
class TupleSemanticsTest {

    /** Fills a vector {@code r} of a size by statements. */
    private static double[] reals(int size, String functions, String statements) {
        String model = "functions { " + functions + " } generated quantities { vector[" + size + "] r; { " + statements
                + " } }";
        return TestModel.of(model).drawn("r");
    }

    private static double[] reals(int size, String statements) {
        return reals(size, "", statements);
    }

    // --- values

    @Test
    void componentsAreCountedFromOneAndNest() {
        assertThat(reals(3, "tuple(int, tuple(real, vector[2])) t = (1, (2.5, [3, 4]')); r = [t.1, t.2.1, t.2.2[2]]';"))
                .containsExactly(1, 2.5, 4);
    }

    @Test
    void integersArePromotedInsideTuples() {
        assertThat(reals(2, "tuple(real, array[1] real) t = (1, {2}); r = [t.1 / 2, t.2[1] / 4]';"))
                .containsExactly(0.5, 0.5);
        assertThat(reals(2, "array[2] tuple(real, real) t = {(1, 2.5), (3.5, 4)}; r = [t[1].1 / 2, t[2].2 / 8]';"))
                .containsExactly(0.5, 0.5);
    }

    @Test
    void choiceEvaluatesOneTuple() {
        assertThat(reals(2, "int n = 0; tuple(int, real) t = n > 0 ? (1 %/% n, 1) : (7, 8.5); r = [t.1, t.2]';"))
                .containsExactly(7, 8.5);
    }

    @Test
    void tupleOfOneComponentIsOne() {
        assertThat(reals(1, "tuple(real,) t = (2.5,); r[1] = t.1;")).containsExactly(2.5);
    }

    // --- arrays of tuples

    @Test
    void arrayOfTuplesIsIndexedFirst() {
        String declaration = "array[2, 2] tuple(int, array[2] vector[2]) t;"
                + " for (i in 1:2) for (j in 1:2) t[i, j] = (10 * i + j, {[i, j]', [-i, -j]'});";
        assertThat(reals(4, declaration + "r = [t[1, 2].1, t[2][1].1, t[2, 1].2[1, 1], t[1, 2].2[2][2]]';"))
                .containsExactly(12, 21, 2, -2);
        assertThat(reals(
                        2,
                        declaration + "array[2] tuple(int, array[2] vector[2]) row = t[2]; r = [row[1].1, row[2].1]';"))
                .containsExactly(21, 22);
        assertThat(reals(2, declaration + "r = [t[{2, 1}, 2][1].1, t[1:2, 1][2].2[1, 2]]';"))
                .containsExactly(22, 1);
    }

    @Test
    void indexOfAnArrayOfTuplesIsChecked() {
        assertThatThrownBy(() -> reals(1, "array[2] tuple(int, int) t = {(1, 2), (3, 4)}; int k = 3; r[1] = t[k].1;"))
                .isInstanceOf(ModelFailure.class)
                .hasMessageContaining("index 3 of t is out of range: it has size 2");
    }

    @Test
    void sizesOfArraysOfTuplesAreThoseOfTheArray() {
        String t = "array[2, 3] tuple(int, vector[5]) t = rep_array((1, rep_vector(0, 5)), 2, 3);";
        assertThat(reals(5, t + "r = [size(t), num_elements(t), dims(t)[2], size(t[1]), size(t[1, 1].2)]';"))
                .containsExactly(2, 6, 3, 3, 5);
        assertThat(reals(
                        2,
                        "array[3] tuple(int, real) t = append_array({(1, 2)}, {(3, 4.5), (5, 6)});"
                                + "r = [t[1].1, t[2].2]';"))
                .containsExactly(1, 4.5);
    }

    @Test
    void loopVisitsTuples() {
        assertThat(reals(2, "r = [0, 0]'; for (t in {(1, 2.5), (3, 4.5)}) { r[1] += t.1; r[2] += t.2; }"))
                .containsExactly(4, 7);
        assertThat(reals(2, "r = [0, 0]'; for (t in {(1, 2.5), (3, 4.5)}) { if (t.1 > 2) break; r += t.2; }"))
                .containsExactly(2.5, 2.5);
        assertThat(reals(1, "r = [0]'; for (row in {{(1, 2), (3, 4)}, {(5, 6), (7, 8)}}) r[1] += row[2].1;"))
                .containsExactly(10);
    }

    // --- assignments

    @Test
    void componentsAreAssigned() {
        assertThat(reals(
                        3,
                        "tuple(real, array[2] tuple(int, vector[2])) t = (1, {(2, [3, 4]'), (5, [6, 7]')});"
                                + "t.1 = 10; t.2[2].1 += 20; t.2[1].2[2] = 30; r = [t.1, t.2[2].1, t.2[1].2[2]]';"))
                .containsExactly(10, 25, 30);
    }

    @Test
    void wholeTuplesAreCopied() {
        assertThat(reals(
                        2,
                        "tuple(real, vector[1]) a = (1, [2]'); tuple(real, vector[1]) b = a; a.1 = 5; a.2[1] = 6;"
                                + "r = [b.1, b.2[1]]';"))
                .containsExactly(1, 2);
    }

    @Test
    void tupleIsReadBeforeItIsAssigned() {
        assertThat(reals(2, "tuple(real, real) t = (1, 2); t = (t.2, t.1); r = [t.1, t.2]';"))
                .containsExactly(2, 1);
        assertThat(reals(2, "tuple(vector[1], vector[1]) t = ([1]', [2]'); t = (t.2, t.1); r = [t.1[1], t.2[1]]';"))
                .containsExactly(2, 1);
        assertThat(reals(
                        4,
                        "array[2] tuple(int, real) t = {(1, 2), (3, 4)}; t = t[{2, 1}];"
                                + "r = [t[1].1, t[1].2, t[2].1, t[2].2]';"))
                .containsExactly(3, 4, 1, 2);
    }

    @Test
    void sizesOfComponentsAreCheckedInAssignments() {
        assertThatThrownBy(() -> reals(1, "tuple(int, vector[2]) t = (1, [1, 2, 3]'); r[1] = t.1;"))
                .isInstanceOf(ModelFailure.class)
                .hasMessageContaining("t.2: sizes do not match: 3 and 2");
    }

    @Test
    void unpackingAssignsAtOnce() {
        assertThat(reals(2, "real x = 1; real y = 2; (x, y) = (y, x); r = [x, y]';"))
                .containsExactly(2, 1);
        assertThat(
                        reals(
                                4,
                                "real x; vector[3] v = [1, 2, 3]'; tuple(int, real) t;"
                                        + "(v[2:3], (x, t.2), t.1) = (v[1:2], (v[3], 7), 8); r = append_row(v[2:3], [x, t.2 + t.1]');"))
                .containsExactly(1, 2, 3, 15);
        assertThat(reals(
                        3,
                        "array[2] tuple(int, array[2] real) t = {(1, {2, 3}), (4, {5, 6})}; real x;"
                                + "(x, t[2].2[1]) = (9, 10); r = [x, t[2].2[1], t[2].2[2]]';"))
                .containsExactly(9, 10, 6);
    }

    @Test
    void indexIsEvaluatedOnceForAllComponents() {
        List<String> printed = new java.util.ArrayList<>();
        TestModel.printingTo(printed::add, """
                functions { int two() { print("called"); return 2; } }
                transformed data {
                  array[2] tuple(int, int) t = {(1, 2), (3, 4)};
                  t[two()] = (5, 6);
                  print(t[1], t[2], (1, (2.5, [1, 2])));
                }
                """);
        assertThat(printed).containsExactly("called", "(1,2)(5,6)(1,(2.5,[1,2]))");
    }

    // --- functions

    @Test
    void functionsTakeAndReturnTuples() {
        String functions = """
                tuple(real, vector) split(vector x) { return (x[1], x[2:]); }
                real first(tuple(real, real) t) { return t.1; }
                real first(tuple(real, real, real) t) { return -t.1; }
                array[] tuple(int, real) pairs(int n) {
                  array[n] tuple(int, real) p;
                  for (i in 1:n) { p[i].1 = i; p[i].2 = 0.5 * i; }
                  return p;
                }
                tuple(int, int) early(int n) {
                  if (n > 1) { return (n, 1); }
                  for (i in 1:3) { if (i == 2) return (i, n); }
                  return (0, 0);
                }
                """;
        assertThat(reals(2, functions, "r = [split([1, 2, 3]').1, sum(split([1, 2, 3]').2)]';"))
                .containsExactly(1, 5);
        assertThat(reals(2, functions, "r = [first((1, 2)), first((1, 2, 3))]';"))
                .containsExactly(1, -1);
        assertThat(reals(2, functions, "r = [pairs(3)[2].1, pairs(3)[3].2]';")).containsExactly(2, 1.5);
        assertThat(reals(
                        4,
                        functions,
                        "tuple(int, int) a = early(5); tuple(int, int) b = early(1);" + "r = [a.1, a.2, b.1, b.2]';"))
                .containsExactly(5, 1, 2, 1);
    }

    // --- data, parameters, output

    private static final String MODEL = """
            data {
              int N;
              tuple(int, array[2] real, vector<lower=0>[N]) d;
              array[N] tuple(int, tuple(real, matrix[2, 2])) a;
              array[0] tuple(int, real) none;
            }
            parameters {
              tuple(real<lower=0>, array[2] tuple(real, vector[2])) p;
            }
            model {
              p.1 ~ exponential(d.1);
              for (i in 1:2) p.2[i].2 ~ normal(p.2[i].1, 1);
            }
            generated quantities {
              tuple(int, array[N] real) g = (size(none), d.2);
              real s = sum(a[2].2.2[, 1]) + d.3[2] + a[1].1 + a[1].2.1;
            }
            """;

    private static final String DATA = """
            {"N": 2, "d": {"1": 3, "2": [1.5, 2], "3": [4, 5]}, "none": [],
             "a": [{"1": 10, "2": {"1": 0.5, "2": [[1, 2], [3, 4]]}}, {"1": 20, "2": {"1": 0.25, "2": [[5, 6], [7, 8]]}}]}
            """;

    @Test
    void columnsAreNamedAndOrderedAsInCmdStan() {
        TestModel model = TestModel.of(MODEL, DATA);
        assertThat(model.model().layout().columnNames())
                .containsExactly(
                        "p:1",
                        "p:2.1:1",
                        "p:2.1:2.1",
                        "p:2.1:2.2",
                        "p:2.2:1",
                        "p:2.2:2.1",
                        "p:2.2:2.2",
                        "g:1",
                        "g:2.1",
                        "g:2.2",
                        "s");
        assertThat(model.row(0, 1, 2, 3, 4, 5, 6))
                .containsExactly(1, 1, 2, 3, 4, 5, 6, 0, 1.5, 2, 5 + 7 + 5 + 10 + 0.5);
    }

    @Test
    void densityOfTuplesIsThatOfTheirComponents() {
        TestModel tuples = TestModel.of(MODEL, DATA);
        TestModel plain = TestModel.of("""
                parameters { real<lower=0> a; real b1; vector[2] v1; real b2; vector[2] v2; }
                model { a ~ exponential(3); v1 ~ normal(b1, 1); v2 ~ normal(b2, 1); }
                """);
        double[] q = {0.3, -1, 0.5, 2, 0.7, -0.2, 1.1};
        assertThat(tuples.value(q)).isCloseTo(plain.value(q), within(1e-14));
        assertThat(tuples.gradient(q)).containsExactly(plain.gradient(q), within(1e-14));
    }

    @Test
    void arraysOfTuplesOfSeveralDimensionsAreWrittenFirstIndexFastest() {
        TestModel model = TestModel.of(
                "parameters { array[2, 3] tuple(real, array[2, 2] real) p; } generated quantities { real x = p[2, 1].2[1, 2]; }");
        List<String> names = model.model().layout().columnNames();
        assertThat(names).startsWith("p.1.1:1", "p.1.1:2.1.1", "p.1.1:2.2.1", "p.1.1:2.1.2", "p.1.1:2.2.2", "p.2.1:1");
        double[] q = new double[30];
        java.util.Arrays.setAll(q, i -> i);
        // The position has arrays of reals row by row; the output has their first index fastest.
        assertThat(model.draw(q))
                .contains(entry("p.2.1:1", 5.0), entry("p.2.1:2.1.2", 7.0), entry("p.2.1:2.2.1", 8.0), entry("x", 7.0));
    }

    @Test
    void initialValuesOfTuplesAreReadBack() {
        TestModel model = TestModel.of(MODEL, DATA);
        double[] q = new double[7];
        model.model().unconstrain(JsonData.parse("""
                                {"p": {"1": 2, "2": [{"1": 1, "2": [2, 3]}, {"1": 4, "2": [5, 6]}]}}""", "init.json"), q);
        assertThat(q).containsExactly(new double[] {Math.log(2), 1, 2, 3, 4, 5, 6}, within(1e-15));
    }

    @Test
    void initialValuesMayBePartial() {
        TestModel model = TestModel.of(MODEL, DATA);
        double[] q = {9, 9, 9, 9, 9, 9, 9};
        model.model().unconstrain(JsonData.parse("{\"p\": {\"1\": 1}}", "init.json"), q);
        assertThat(q).containsExactly(0, 9, 9, 9, 9, 9, 9);
    }

    @Test
    void constraintsOfComponentsAreChecked() {
        assertThatThrownBy(() -> TestModel.of(MODEL, DATA.replace("[4, 5]", "[4, -5]")))
                .isInstanceOf(ModelFailure.class)
                .hasMessageContaining("d.3[2] is -5, but must be at least 0");
    }

    @Test
    void missingComponentIsNamed() {
        assertThatThrownBy(() -> TestModel.of(MODEL, DATA.replace("\"2\": [1.5, 2], ", "")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("variable 'd.2' is missing: the model declares it as array[2] real");
    }

    @Test
    void constrainedComponentsOfArraysTakeTheirOwnCoordinates() {
        TestModel model = TestModel.of("""
                parameters { array[2] tuple(simplex[3], real<lower=-1, upper=1>) p; }
                model { target += log(p[2].1[1]) + p[1].2; }
                """);
        TestModel plain = TestModel.of("""
                parameters { simplex[3] a; real<lower=-1, upper=1> b; simplex[3] c; real<lower=-1, upper=1> d; }
                model { target += log(c[1]) + b; }
                """);
        double[] q = {0.1, -0.4, 0.9, -1.3, 0.6, 0.2};
        assertThat(model.value(q)).isCloseTo(plain.value(q), within(1e-14));
        assertThat(model.gradient(q)).containsExactly(plain.gradient(q), within(1e-14));
        assertThat(model.row(q)).containsExactly(plain.row(q), within(1e-15));
    }
}
