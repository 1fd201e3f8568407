package dev.cotangent.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.model.ModelFailure.Kind;
import org.junit.jupiter.api.Test;

/** What fails while a model runs says what, where and why. */
class FailureTest {

    /** The failure of generated quantities, whose first statement is on line 2. */
    private static ModelFailure inQuantities(String statement) {
        TestModel model = TestModel.of("generated quantities {\n" + statement + "\n}");
        return catchThrowableOfType(ModelFailure.class, model::draw);
    }

    private static ModelFailure inBind(String text, String data) {
        TestModel.Compiled compiled = TestModel.compile(text);
        return catchThrowableOfType(
                ModelFailure.class, () -> compiled.bind(dev.cotangent.runtime.data.JsonData.parse(data, "test.json")));
    }

    private static void is(ModelFailure failure, Kind kind, String location, String message) {
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.location()).isEqualTo(TestModel.FILE + ":" + location);
        assertThat(failure).hasMessage(message);
    }

    @Test
    void indexOutOfRange() {
        ModelFailure failure = inQuantities("vector[3] x; real y = x[4];");
        is(failure, Kind.INDEX, "2:14", "index 4 of x is out of range: it has size 3");
        is(
                inQuantities("int n = 0; array[2] int k; k[n] = 1;"),
                Kind.INDEX,
                "2:28",
                "index 0 of k is out of range: it has size 2");
        is(
                inQuantities("vector[3] x; real y = sum(x[2:4]);"),
                Kind.INDEX,
                "2:14",
                "range 2:4 of x is out of range: it has size 3");
        is(
                inQuantities("vector[3] x; real y = sum(x[{1, 5}]);"),
                Kind.INDEX,
                "2:14",
                "index 5 of x is out of range: it has size 3");
    }

    @Test
    void sizesThatDoNotMatch() {
        is(inQuantities("vector[3] x = rep_vector(1, 2);"), Kind.SIZE, "2:1", "x: sizes do not match: 2 and 3");
        assertThat(inQuantities("vector[3] x; vector[2] y; vector[3] z = x + y;")
                        .kind())
                .isEqualTo(Kind.SIZE);
        assertThat(inQuantities("real z = normal_lpdf([1, 2] | [1, 2, 3], 1);").kind())
                .isEqualTo(Kind.SIZE);
    }

    @Test
    void operandsOfProductsThatDoNotMatch() {
        ModelFailure failure = inQuantities("matrix[2, 3] A; vector[2] y;\nvector[2] z = A * y;");
        is(failure, Kind.SIZE, "3:1", "multiply: expected cols(A) == size(x), but cols(A) is 3 and size(x) is 2");
        assertThat(failure.isRecoverable()).isFalse();
        for (String product : new String[] {
            "A * A", "y' * A'", "dot_product(y, A[1])", "mdivide_left_tri_low(A, y)", "quad_form(A * A', A[1]')"
        }) {
            assertThat(inQuantities("matrix[2, 3] A; vector[2] y; print(" + product + ");"))
                    .as(product)
                    .isNotNull()
                    .extracting(ModelFailure::kind)
                    .isEqualTo(Kind.SIZE);
        }
    }

    @Test
    void negativeSize() {
        is(
                inBind("data { int n; }\ntransformed data {\n  vector[n] x;\n}", "{\"n\": -2}"),
                Kind.SIZE,
                "3:3",
                "x is declared with size -2, but a size must not be negative");
    }

    @Test
    void rejection() {
        TestModel model = TestModel.of("parameters { real a; }\nmodel {\n  if (a > 0) reject(\"a is \", a, \"!\");\n}");
        LogDensity density = model.model().newLogDensity();
        assertThat(density.value(new double[] {0.5})).isEqualTo(Double.NEGATIVE_INFINITY);
        is(((ExplainsRejection) density).rejection().orElseThrow(), Kind.REJECTION, "3:14", "a is 0.5!");
        assertThat(density.value(new double[] {-0.5})).isZero();
        assertThat(((ExplainsRejection) density).rejection()).isEmpty();
    }

    @Test
    void fatalErrorEndsTheRun() {
        TestModel model = TestModel.of("parameters { real a; }\nmodel {\n  if (a > 0) fatal_error(\"a is \", a);\n}");
        assertThat(model.value(-0.5)).isZero();
        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> model.value(0.5));
        is(failure, Kind.FATAL, "3:14", "a is 0.5");
        assertThat(failure.isRecoverable()).isFalse();
    }

    @Test
    void rejectionInGeneratedQuantitiesIsAnError() {
        is(inQuantities("reject(\"no\");"), Kind.REJECTION, "2:1", "no");
    }

    @Test
    void argumentOutsideItsDomain() {
        is(
                inQuantities("real s = 0;\nreal z = normal_lpdf(1 | 0, s);"),
                Kind.REJECTION,
                "3:1",
                "normal_lpdf: expected sigma > 0, but sigma is 0");
    }

    @Test
    void integerDivisionByZero() {
        is(inQuantities("int n = 0;\nint k = 1 %/% n;"), Kind.REJECTION, "3:1", "integer division by zero");
        is(inQuantities("int n = 0;\nint k = 1 % n;"), Kind.REJECTION, "3:1", "integer division by zero");
        is(inQuantities("int n = 0;\nint k = 1;\nk /= n;"), Kind.REJECTION, "4:1", "integer division by zero");
    }

    @Test
    void dataOutsideTheirBounds() {
        String text = "data {\n  int n;\n  array[2, n] real<lower=0.5> x;\n}";
        is(
                inBind(text, "{\"n\": 3, \"x\": [[1, 2, 3], [4, 0.25, 6]]}"),
                Kind.CONSTRAINT,
                "3:31",
                "x[2,2] is 0.25, but must be at least 0.5");
        is(
                inBind("data {\n  int<upper=5> n;\n}", "{\"n\": 7}"),
                Kind.CONSTRAINT,
                "2:16",
                "n is 7, but must be at most 5");
        assertThat(inBind("data { simplex[2] p; }", "{\"p\": [0.5, 0.6]}")).isNotNull();
        assertThat(inBind("data { real<lower=0> p; }", "{\"p\": \"NaN\"}")).isNotNull();
    }

    @Test
    void transformedValuesOutsideTheirBounds() {
        is(inQuantities("int<lower=2> k = 1;"), Kind.CONSTRAINT, "2:14", "k is 1, but must be at least 2");
        TestModel model = TestModel.of("parameters { real a; } transformed parameters { real<lower=0> b = a; }");
        assertThat(model.value(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void printsLines() {
        TestModel model = TestModel.of("parameters { real a; } model { "
                + "print(\"a = \", a, \" \", 3); print([1.5, a]', {1, 2}, 1e10, 1 / 3.0); }");
        model.value(0.25);
        assertThat(model.printed()).containsExactly("a = 0.25 3", "[1.5,0.25][1,2]1e+10 0.333333".replace(" ", ""));
    }

    @Test
    void recursionThatIsTooDeep() {
        String text = "functions {\n  int f(int n) {\n    return n == 0 ? 0 : 1 + f(n - 1);\n  }\n}\n"
                + "generated quantities {\n  int shallow = f(500);\n  int deep = f(5000);\n}";
        ModelFailure failure = catchThrowableOfType(
                ModelFailure.class, () -> TestModel.of(text).draw());
        assertThat(failure.kind()).isEqualTo(Kind.LIMIT);
        assertThat(failure.location()).startsWith(TestModel.FILE + ":3");
        assertThat(failure).hasMessageContaining("1000 deep");
    }
}
