package dev.cotangent.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.witness.Evaluators;
import dev.cotangent.compiler.witness.WitnessProgram;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.LogDensity;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Functions that call themselves or one another, with containers, tuples, effects and random numbers. */
class RecursiveFunctionsTest {

    private static final String FUNCTIONS = """
            functions {
              // The sum of each half, then of both: two activations with containers of their own.
              vector halves(vector x) {
                int n = size(x);
                if (n == 1) return x;
                int half = n %/% 2;
                vector[half] a = x[1:half];
                vector[1] left = halves(a);
                vector[1] right = halves(x[(half + 1):n]);
                return left + right + 0 * sum(a);
              }
              array[] int countdown(int n) {
                array[0] int none;
                return n == 0 ? none : append_array({n}, countdown(n - 1));
              }
              matrix power(matrix A, int n) {
                if (n == 0) return identity_matrix(rows(A));
                return n % 2 == 1 ? A * power(A, n - 1) : power(A * A, n %/% 2);
              }
              int is_even(int n) { return n == 0 ? 1 : is_odd(n - 1); }
              int is_odd(int n) { return n == 0 ? 0 : is_even(n - 1); }
              vector ping(vector x, int n) { return n == 0 ? x : pong(2 * x, n - 1); }
              vector pong(vector x, int n) { return n == 0 ? x : ping(x + 1, n - 1); }
              tuple(real, array[] int) collect(real x, int n) {
                if (n == 0) return (x, {0});
                tuple(real, array[size(countdown(n))] int) below = collect(x / 2, n - 1);
                return (x + below.1, append_array({n}, below.2));
              }
              void descend_lp(vector x, int n) {
                if (n == 0) return;
                target += n * x[n];
                if (target() > 5) reject("too much");
                descend_lp(x, n - 1);
              }
              real scale_jacobian(real x, int n) {
                if (n == 0) return x;
                jacobian += x;
                return scale_jacobian(x / 2, n - 1);
              }
              int walk_rng(int n) {
                return n == 0 ? 0 : walk_rng(n - 1) + bernoulli_rng(1);
              }
              void say(array[] int n) {
                if (size(n) == 0) return;
                print("n = ", n);
                say(n[2:size(n)]);
              }
            }
            """;

    private static double[] quantities(String declaration, String value) {
        return TestModel.of(FUNCTIONS + "generated quantities { " + declaration + " r = " + value + "; }")
                .drawn("r");
    }

    @Test
    void containersArePassedAndReturned() {
        assertThat(quantities("vector[1]", "halves([1, 2, 3, 4, 5, 6, 7]')")).containsExactly(28);
        assertThat(quantities("array[4] int", "countdown(4)")).containsExactly(4, 3, 2, 1);
        assertThat(quantities("matrix[2, 2]", "power([[1, 1], [1, 0]], 10)")).containsExactly(89, 55, 55, 34);
    }

    @Test
    void functionsMayCallOneAnother() {
        assertThat(quantities("array[2] int", "{is_even(7), is_odd(7)}")).containsExactly(0, 1);
        assertThat(quantities("vector[2]", "ping([1, 2]', 5)")).containsExactly(14, 22);
    }

    @Test
    void tuplesArePassedAndReturned() {
        assertThat(quantities("real", "collect(8, 3).1")).containsExactly(15);
        assertThat(quantities("array[4] int", "collect(8, 3).2")).containsExactly(3, 2, 1, 0);
    }

    @Test
    void targetIsIncrementedAndRead() {
        TestModel model = TestModel.compile(
                        FUNCTIONS
                                + "parameters { vector[3] x; } model { target += 1; x ~ std_normal(); descend_lp(x, 3); }",
                        Autodiff.AUTOMATIC)
                .bind(MapData.empty());
        double[] q = {0.5, -1, 2};
        assertThat(model.value(q)).isCloseTo(1 - 0.5 * 5.25 + 0.5 - 2 + 6, within(1e-14));
        assertThat(model.value(0, 0, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void jacobianCountsInTheDensityAlone() {
        TestModel model = TestModel.of(FUNCTIONS
                + "parameters { real x; } transformed parameters { real y = scale_jacobian(x, 2); } model { }");
        assertThat(model.value(3)).isEqualTo(4.5);
        assertThat(model.gradient(3)).containsExactly(1.5);
        assertThat(model.drawn("y", 3)).containsExactly(0.75);
    }

    @Test
    void numbersAreDrawnAndTextsPrinted() {
        assertThat(quantities("int", "walk_rng(5)")).containsExactly(5);
        TestModel model = TestModel.of(FUNCTIONS + "generated quantities { say({3, 1}); }");
        model.row();
        assertThat(model.printed()).containsExactly("n = [3,1]", "n = [1]");
    }

    /** Mixed mode can't pass adjoints of containers by recursion, so forward mode does. */
    @Test
    void gradientOfContainersIsExact() {
        WitnessProgram program = new WitnessProgram(
                "halves",
                new Source(
                        "halves.model",
                        FUNCTIONS
                                + "parameters { vector[5] x; matrix[2, 2] A; } "
                                + "model { target += -square(halves(x .* x)[1]); target += sum(power(A, 3)); "
                                + "target += sum(ping(x, 3)); }"),
                MapData.empty());
        LogDensity density = Evaluators.bytecode(program, Autodiff.AUTOMATIC, Set.of());
        LogDensity lowered = Evaluators.lowered(program);
        double[] q = {0.3, -0.4, 0.7, 0.1, 1.1, 0.5, -0.2, 0.8, 0.3};
        double[] gradient = new double[q.length];
        double value = density.gradient(q, gradient);
        assertThat(value).isCloseTo(lowered.value(q), within(1e-13));
        for (int i = 0; i < q.length; i++) {
            double[] up = q.clone();
            double[] down = q.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            // Differences of second order: truncation of a polynomial's third derivative, below 100, times 1e-10.
            assertThat(gradient[i]).isCloseTo((density.value(up) - density.value(down)) / 2e-5, within(2e-8));
        }
    }

    @Test
    void dataOfRecursionAreKnownWhenDataAreBound() {
        TestModel model = TestModel.of(
                FUNCTIONS + "data { int n; } transformed data { array[n] int c = countdown(n); } "
                        + "generated quantities { int s = sum(c); }",
                "{\"n\": 4}");
        assertThat(model.drawn("s")).containsExactly(10);
    }

    /** Functions that pass themselves on, with what they capture, to others that call them. */
    @Test
    void functionsThatPassThemselvesOn() {
        String text = """
                functions {
                  real part(array[] real y, int start, int end, int depth, real mu) {
                    if (depth > 0) return reduce_sum(part, y, 1, depth - 1, mu + 0.5);
                    return normal_lpdf(y | mu, 1);
                  }
                  vector decay(real t, vector y, int depth, real k) {
                    if (depth > 0) return ode_rk45_tol(decay, y, 0, {1}, 1e-9, 1e-9, 1000, depth - 1, k)[1];
                    return -k * y;
                  }
                }
                parameters { array[3] real y; real mu; }
                model {
                  target += reduce_sum(part, y, 1, 2, mu);
                  target += sum(ode_rk45_tol(decay, to_vector(y), 0, {1}, 1e-9, 1e-9, 1000, 1, mu)[1]);
                }
                """;
        double[] q = {0.1, 0.2, 0.4, 0.7};
        // y' = exp(-k) y in the outer system, whose solution at 1 is y exp(exp(-k))
        double growth = Math.exp(Math.exp(-q[3]));
        double[] expected = new double[4];
        for (int i = 0; i < 3; i++) {
            double z = q[i] - q[3] - 1;
            expected[i] = -z + growth;
            expected[3] += z - q[i] * growth * Math.exp(-q[3]);
        }
        TestModel model = TestModel.compile(text, Autodiff.AUTOMATIC).bind(MapData.empty());
        assertThat(model.gradient(q)).containsExactly(expected, within(1e-7));
    }
}
