package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots and integrals whose values and derivatives are known in closed form. */
class RootsAndIntegralsTest {

    private static final String SYSTEMS = """
            functions {
              vector circle(vector y, vector theta, data array[] real x_r, data array[] int x_i) {
                return [square(y[1]) + square(y[2]) - theta[1], y[1] - theta[2] * y[2]]';
              }
              vector circle_of(vector y, real r, real slope) {
                return [square(y[1]) + square(y[2]) - r, y[1] - slope * y[2]]';
              }
              vector far(vector y, real r) { return [atan(y[1]) - atan(100 * r)]'; }
              vector none(vector y, real r) { return [square(y[1]) + r]'; }
            }
            parameters { vector<lower=0>[2] theta; }
            transformed parameters {
              vector[2] y = %s;
            }
            model { target += y[2]; }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "algebra_solver(circle, [1, 2]', theta, {0.0}, {0})",
                "algebra_solver(circle, [1, 2]', theta, {0.0}, {0}, 1e-10, 1e-8, 100)",
                "algebra_solver_newton(circle, [1, 2]', theta, {0.0}, {0})",
                "algebra_solver_newton(circle, [1, 2]', theta, {0.0}, {0}, 1e-3, 1e-8, 100)",
                "solve_newton(circle_of, [1, 2]', theta[1], theta[2])",
                "solve_newton_tol(circle_of, [1, 2]', 1e-3, 1e-8, 100, theta[1], theta[2])",
                "solve_powell(circle_of, [1, 2]', theta[1], theta[2])",
                "solve_powell_tol(circle_of, [1, 2]', 1e-10, 1e-8, 100, theta[1], theta[2])",
            })
    void rootOfACircleAndALine(String solver) {
        double[] q = {0.4, -0.3};
        double r = Math.exp(q[0]);
        double slope = Math.exp(q[1]);
        double root = Math.sqrt(r / (1 + slope * slope));
        TestModel model = TestModel.of(SYSTEMS.formatted(solver));
        // the last step of Newton's method squares the error that was tolerated
        assertThat(model.drawn("y", q)).containsExactly(new double[] {slope * root, root}, within(1e-11));
        double jacobian = 1;
        double[] expected = {0.5 * root + jacobian, -root * slope * slope / (1 + slope * slope) + jacobian};
        assertThat(model.gradient(q)).containsExactly(expected, within(1e-10));
    }

    @Test
    void stepsAreHalvedWhereNewtonOvershoots() {
        TestModel model = TestModel.of(SYSTEMS.formatted("rep_vector(solve_newton(far, [3]', theta[1])[1], 2)"));
        assertThat(model.drawn("y", 0.5, 0)[0]).isCloseTo(100 * Math.exp(0.5), within(1e-8));
    }

    private static String failure(String text) {
        LogDensity density = TestModel.of(text).model().newLogDensity();
        assertThat(density.value(new double[density.dimension()])).isNegative().isInfinite();
        ModelFailure failure = ((ExplainsRejection) density).rejection().orElseThrow();
        return failure.location() + ": " + failure.getMessage();
    }

    @Test
    void aSystemWithoutRootIsRejected() {
        assertThat(failure(SYSTEMS.formatted("rep_vector(solve_powell(none, [3]', theta[1])[1], 2)")))
                .startsWith("test.model:")
                .contains("maximum number of iterations (1000) was exceeded in the solve");
        assertThat(failure(SYSTEMS.formatted("solve_newton(circle_of, [1, 1 / 0.0]', theta[1], theta[2])")))
                .contains("the initial guess has to be finite, but element 2 is");
    }

    private static final String INTEGRALS = """
            functions {
              real decay(real x, real xc, array[] real theta, data array[] real x_r, data array[] int x_i) {
                return exp(-theta[1] * x);
              }
              real beta_kernel(real x, real xc, array[] real theta, data array[] real x_r, data array[] int x_i) {
                real from_0 = xc < 0 ? -xc : x;
                real from_1 = xc < 0 ? 1 - x : xc;
                return from_0 ^ (theta[1] - 1) * from_1 ^ (theta[2] - 1);
              }
              real bell(real x, real xc, real mu, real sigma) { return exp(-0.5 * square((x - mu) / sigma)); }
              real distance(real x, real xc, real shift) {
                return is_nan(xc) ? exp(-abs(x) * shift) : (xc < 0 ? -xc : 2 - xc) * shift;
              }
              real pole(real x, real xc, real shift) { return 1 / (square(x) * shift); }
            }
            parameters { real<lower=0> a; real<lower=0> b; }
            transformed parameters {
              real found = %s;
              real exact = %s;
            }
            model { target += %s; }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integrate_1d(decay, 0, positive_infinity(), {a}, {0.0}, {0}, 1e-10) | 1 / a",
                "integrate_1d(decay, b, positive_infinity(), {a}, {0.0}, {0}) | exp(-a * b) / a",
                "integrate_1d(decay, -b, b, {a}, {0.0}, {0}) | 2 * sinh(a * b) / a",
                "integrate_1d(decay, a, a, {a}, {0.0}, {0}) | 0",
                "integrate_1d(beta_kernel, 0, 1, {0.25 * a, 0.5 * b}, {0.0}, {0}) | exp(lbeta(0.25 * a, 0.5 * b))",
                "integrate_1d_double_exponential(bell, negative_infinity(), positive_infinity(), a, b)"
                        + " | sqrt(2 * pi()) * b",
                "integrate_1d_double_exponential_tol(bell, negative_infinity(), a, 1e-10, 0, 12, a, b)"
                        + " | 0.5 * sqrt(2 * pi()) * b",
                "integrate_1d_gauss_kronrod(bell, a, a + b, a, b) | sqrt(2 * pi()) * b * (Phi(1) - 0.5)",
                "integrate_1d_gauss_kronrod_tol(distance, 0, 2, 1e-10, 0, 12, a) | 2 * a",
                "integrate_1d_gauss_kronrod_tol(distance, negative_infinity(), 0, 1e-10, 0, 12, a) | 1 / a",
            })
    void integralsHaveTheirClosedForms(String integral, String exact) {
        double[] q = {0.3, -0.2};
        TestModel model = TestModel.of(INTEGRALS.formatted(integral, exact, "found"));
        // the tolerance is 1.5e-8 of the integral's magnitude, and convergence so fast that the last error is far below
        // it
        assertThat(model.drawn("found", q)[0]).isCloseTo(model.drawn("exact", q)[0], within(1e-9));
        double[] expected =
                TestModel.of(INTEGRALS.formatted(integral, exact, "exact")).gradient(q);
        assertThat(model.gradient(q)).containsExactly(expected, within(1e-7));
    }

    @Test
    void anIntegralThatDivergesIsRejected() {
        assertThat(failure(INTEGRALS.formatted("integrate_1d_double_exponential(pole, 0, 1, a)", "0", "found")))
                .contains("test.model:");
        assertThat(failure(INTEGRALS.formatted("integrate_1d_double_exponential(bell, 1, 0, a, b)", "0", "found")))
                .contains("the lower end of an integral has to be at most the upper end, but they are 1 and 0");
    }
}
