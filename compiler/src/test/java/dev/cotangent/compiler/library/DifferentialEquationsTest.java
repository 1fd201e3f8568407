package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Solvers against systems whose solutions, and their derivatives, are known. */
class DifferentialEquationsTest {

    /** Logistic growth y' = r y (1 - y / K), with the closed form and its logarithm's derivatives beside it. */
    private static final String LOGISTIC = """
            functions {
              vector growth(real t, vector y, real r, real K) { return r * y * (1 - y[1] / K); }
            }
            parameters {
              real<lower=0> r;
              real<lower=0> K;
              real<lower=0> y0;
              real start;
              real<lower=start> end;
            }
            transformed parameters {
              real y = %s(growth, [y0]', start, {0.5 * (start + end), end}%s, r, K)[2, 1];
              real exact = K / (1 + (K / y0 - 1) * exp(-r * (end - start)));
            }
            model { target += %s; }
            """;

    private static double[] gradient(String text, double... q) {
        return TestModel.of(text).gradient(q);
    }

    @ParameterizedTest
    @CsvSource({
        "ode_rk45_tol, 1e-10",
        "ode_ckrk_tol, 1e-10",
        "ode_adams_tol, 1e-10",
        "ode_bdf_tol, 1e-10",
        "ode_rk45_tol, 1e-6",
        "ode_bdf_tol, 1e-6"
    })
    void logisticGrowthAndItsDerivativesInEveryArgument(String solver, double tolerance) {
        double[] q = {0.3, 0.8, -0.7, 0.25, 0.6};
        String options = ", " + tolerance + ", " + tolerance + ", 100000";
        String text = LOGISTIC.formatted(solver, options, "y");
        TestModel model = TestModel.of(text);
        // steps are a few dozen, and their errors of the size of the tolerance
        double allowed = 50 * tolerance;
        assertThat(model.drawn("y", q)[0]).isCloseTo(model.drawn("exact", q)[0], within(allowed));
        double[] exact = gradient(LOGISTIC.formatted(solver, options, "exact"), q);
        assertThat(model.gradient(q)).containsExactly(exact, within(allowed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ode_rk45", "ode_bdf", "ode_adams", "ode_ckrk"})
    void errorsFallWithTheTolerance(String solver) {
        double[] q = {0.3, 0.8, -0.7, 0.25, 1.6};
        double before = Double.POSITIVE_INFINITY;
        for (double tolerance : new double[] {1e-3, 1e-6, 1e-9}) {
            String options = ", " + tolerance + ", " + tolerance + ", 100000";
            TestModel model = TestModel.of(LOGISTIC.formatted(solver + "_tol", options, "y"));
            double error = Math.abs(model.drawn("y", q)[0] - model.drawn("exact", q)[0]);
            assertThat(error).isLessThan(before / 10).isLessThan(100 * tolerance);
            before = Math.max(error, 1e-15);
        }
        TestModel untold = TestModel.of(LOGISTIC.formatted(solver, "", "y"));
        assertThat(untold.drawn("y", q)[0]).isCloseTo(untold.drawn("exact", q)[0], within(1e-5));
    }

    /** A linear system: the matrix exponential of a rotation with decay, and what it conserves without. */
    @ParameterizedTest
    @ValueSource(strings = {"integrate_ode", "integrate_ode_rk45", "integrate_ode_adams", "integrate_ode_bdf"})
    void rotationByTheOldFunctions(String solver) {
        String text = """
                functions {
                  array[] real turn(real t, array[] real y, array[] real theta, array[] real x_r, array[] int x_i) {
                    return {theta[1] * y[2] - x_r[1] * y[1], -theta[1] * y[1] - x_r[1] * y[2]};
                  }
                }
                parameters { real w; }
                transformed parameters {
                  array[2, 2] real y = %s(turn, {1, 0}, 0, {1, 5}, {w}, {0.0}, {1});
                  array[1, 2] real z = %s(turn, {1, 0}, 0, {2}, {w}, {0.25}, {1});
                }
                model { target += y[2, 1] + z[1, 2]; }
                """.formatted(solver, solver);
        TestModel model = TestModel.of(text);
        double w = 0.7;
        double decay = Math.exp(-0.5);
        assertThat(model.drawn("y", w))
                .containsExactly(
                        new double[] {Math.cos(w), Math.cos(5 * w), -Math.sin(w), -Math.sin(5 * w)}, within(1e-5));
        assertThat(model.drawn("z", w))
                .containsExactly(new double[] {decay * Math.cos(2 * w), -decay * Math.sin(2 * w)}, within(1e-5));
        assertThat(model.gradient(w)[0]).isCloseTo(-5 * Math.sin(5 * w) - 2 * decay * Math.cos(2 * w), within(1e-4));
    }

    /**
     * Robertson's reactions and van der Pol's oscillator. The reference values are those of the Test Set for IVP Solvers,
     * release 2.4 (Mazzia and Magherini, University of Bari, 2008), problems ROBER and VDPOL.
     */
    @Test
    void stiffSystemsHaveTheValuesOfTheTestSet() {
        String text = """
                functions {
                  vector robertson(real t, vector y, real k) {
                    return [-0.04 * y[1] + k * y[2] * y[3], 0.04 * y[1] - k * y[2] * y[3] - 3e7 * square(y[2]),
                      3e7 * square(y[2])]';
                  }
                  vector van_der_pol(real t, vector y, real mu) {
                    return [y[2], ((1 - square(y[1])) * y[2] - y[1]) * mu]';
                  }
                }
                parameters { real<lower=0> k; }
                transformed parameters {
                  vector[3] y = ode_bdf_tol(robertson, [1, 0, 0]', 0, {1e11}, 1e-9, 1e-18, 100000, 1e4 * k)[1];
                  vector[2] z = ode_bdf_tol(van_der_pol, [2, 0]', 0, {2}, 1e-9, 1e-9, 100000, 1e6)[1];
                }
                model { target += log(y[1]); }
                """;
        TestModel model = TestModel.of(text);
        assertThat(model.drawn("y", 0)[0]).isCloseTo(0.2083340149701255e-07, within(1e-13));
        assertThat(model.drawn("y", 0)[1]).isCloseTo(0.8333360770334713e-13, within(1e-19));
        assertThat(model.drawn("y", 0)[2]).isCloseTo(0.9999999791665050, within(1e-9));
        assertThat(model.drawn("z", 0)[0]).isCloseTo(1.706167732170483, within(1e-6));
        assertThat(model.drawn("z", 0)[1]).isCloseTo(-0.8928097010247975, within(1e-6));
        // in the end y[2] = 0.04 y[1] / k, so y[1]' = -3e7 (0.04 y[1] / k)^2: y[1] grows like k^2, and 1 is for the
        // Jacobian
        assertThat(model.gradient(0)[0]).isCloseTo(3, within(1e-4));
    }

    /** Where the state stands still only its derivatives move: they have to be seen by the control of errors. */
    @ParameterizedTest
    @ValueSource(strings = {"ode_rk45_tol", "ode_bdf_tol"})
    void derivativesAtAnEquilibrium(String solver) {
        String text = """
                functions {
                  vector orbit(real t, vector y, real a) { return [a * y[2], -a * y[1]]'; }
                }
                parameters { vector[2] y0; }
                model { target += %s(orbit, y0, 0, {10}, 1e-8, 1e-8, 100000, 1.5)[1, 1]; }
                """.formatted(solver);
        assertThat(gradient(text, 0, 0)).containsExactly(new double[] {Math.cos(15), Math.sin(15)}, within(1e-5));
    }

    /** Mass is conserved to rounding where one element says so, and the derivatives are those of the reduced system. */
    @Test
    void algebraicEquationBesideDifferentialOnes() {
        String text = """
                functions {
                  vector exchange(real t, vector y, vector yp, real k, real l) {
                    return [yp[1] + k * y[1] - l * y[2], y[1] + y[2] - 1]';
                  }
                }
                parameters { real<lower=0> k; real<lower=0> l; real<lower=0, upper=1> a; }
                transformed parameters {
                  real slope = l * (1 - a) - k * a;
                  array[2] vector[2] y = %s(exchange, [a, 1 - a]', [slope, -slope]', 0, {0.5, 2}%s, k, l);
                  real total = sum(y[2]);
                  real exact = l / (k + l) + (a - l / (k + l)) * exp(-2 * (k + l));
                }
                model { target += %s; }
                """;
        double[] q = {0.2, -0.4, 1.1};
        for (String tolerances : List.of("", "_tol")) {
            String solver = "dae" + tolerances;
            String options = tolerances.isEmpty() ? "" : ", 1e-9, 1e-9, 10000";
            TestModel model = TestModel.of(text.formatted(solver, options, "y[2, 1]"));
            assertThat(model.drawn("y", q)[1]).isCloseTo(model.drawn("exact", q)[0], within(1e-8));
            assertThat(model.drawn("total", q)[0]).isCloseTo(1, within(1e-12));
            double[] exact = gradient(text.formatted(solver, options, "exact"), q);
            assertThat(model.gradient(q)).containsExactly(exact, within(1e-7));
        }
    }

    private static String failure(String ode) {
        String text = """
                functions {
                  vector growth(real t, vector y, real r) { return r * y; }
                  vector explosion(real t, vector y, real r) { return r * square(y); }
                }
                parameters { real r; }
                model {
                  target += %s;
                }
                """.formatted(ode);
        LogDensity density = TestModel.compile(text, Autodiff.MIXED)
                .bind(MapData.empty())
                .model()
                .newLogDensity();
        assertThat(density.value(new double[] {1})).isNegative().isInfinite();
        ModelFailure failure = ((ExplainsRejection) density).rejection().orElseThrow();
        return failure.location() + ": " + failure.getMessage();
    }

    @Test
    void whatCannotBeSolvedIsRejectedWithItsPlace() {
        List<String> messages = new ArrayList<>();
        messages.add(failure("ode_rk45_tol(growth, [1]', 0, {1}, 1e-9, 1e-9, 3, r)[1, 1]"));
        messages.add(failure("ode_bdf_tol(growth, [1]', 0, {1}, 1e-9, 1e-9, 3, r)[1, 1]"));
        messages.add(failure("ode_rk45(explosion, [1]', 0, {2}, r)[1, 1]"));
        messages.add(failure("ode_rk45(growth, [1]', 0, {2, 1}, r)[1, 1]"));
        messages.add(failure("ode_rk45(growth, [1]', 1, {1}, r)[1, 1]"));
        messages.add(failure("ode_rk45(growth, [r / 0.0]', 0, {1}, r)[1, 1]"));
        messages.add(failure("ode_rk45_tol(growth, [1]', 0, {1}, -1, 1e-9, 30, r)[1, 1]"));
        assertThat(messages).allSatisfy(m -> assertThat(m).startsWith("test.model:7:"));
        assertThat(messages.get(0)).contains("max_num_steps = 3").contains("next output time");
        assertThat(messages.get(1)).contains("max_num_steps = 3");
        assertThat(messages.get(2)).contains("step size became too small at time 1;");
        assertThat(messages.get(3)).contains("output times have to be sorted, but 1 comes after 2");
        assertThat(messages.get(4)).contains("the initial time 1 has to be before the first output time 1");
        assertThat(messages.get(5)).contains("the initial state has to be finite");
        assertThat(messages.get(6))
                .contains("ode_rk45_tol: expected relative_tolerance > 0, but relative_tolerance is -1");
    }
}
