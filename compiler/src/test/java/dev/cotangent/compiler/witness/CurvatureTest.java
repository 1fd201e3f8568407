package dev.cotangent.compiler.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.cotangent.Autodiff;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.Curved;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Derivatives of second and third order have three witnesses: forward mode over mixed mode agrees with forward mode over
 * forward mode, with differences of one order less, and with closed forms.
 */
class CurvatureTest {

    /** Two ways to sum a few hundred terms, which may cancel by a hundred. */
    private static final double SAME_DERIVATIVE = 1e-9;

    /** As for gradients: a step of 1e-4 and differences of fourth order. */
    private static final double DIFFERENCES = 1e-7;

    private static final double STEP = 1e-4;

    /** Programs with solvers of implicit equations, which have first derivatives only. */
    private static final Set<String> FIRST_ORDER = Set.of("laplace", "ode_stiff", "roots");

    static Stream<WitnessProgram> programs() {
        return WitnessProgram.all().filter(program -> !FIRST_ORDER.contains(program.name()));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void secondAndThirdDerivativesAgreeWithForwardModeAndDifferences(WitnessProgram program) {
        Curved mixed = Evaluators.curved(program, Autodiff.MIXED);
        Curved forward = Evaluators.curved(program, Autodiff.FORWARD);
        double[] q = position(mixed, program.name().hashCode());
        int n = q.length;
        double[] hessian = hessian(mixed, q);
        assertThat(hessian(forward, q)).containsExactly(hessian, within(SAME_DERIVATIVE * scale(hessian)));
        double[] u = new Random(n).doubles(n, -1, 1).toArray();
        double[] product = times(mixed, q, u);
        assertThat(times(forward, q, u)).containsExactly(product, within(SAME_DERIVATIVE * scale(product)));
        assertThat(product(hessian, u)).containsExactly(product, within(SAME_DERIVATIVE * scale(hessian)));
        double[] gradient = gradient(mixed, q);
        double roundings = Math.max(scale(gradient), Math.abs(mixed.value(q)));
        assertThat(difference(x -> gradient(mixed, x), q, u))
                .containsExactly(product, within(DIFFERENCES * Math.max(scale(product), roundings)));
        double[] third = third(mixed, q, u);
        assertThat(third(forward, q, u)).containsExactly(third, within(SAME_DERIVATIVE * scale(third)));
        assertThat(difference(x -> times(mixed, x, u), q, u))
                .containsExactly(
                        third, within(DIFFERENCES * Math.max(scale(third), Math.max(scale(hessian), roundings))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laplace", "ode_stiff", "roots"})
    void refusesSolversOfImplicitEquations(String name) {
        WitnessProgram program = WitnessProgram.all()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThatExceptionOfType(CompileException.class)
                .isThrownBy(() -> Evaluators.curved(program, Autodiff.MIXED))
                .withMessageContaining(name + ".model:")
                .withMessageContaining("first derivatives only");
    }

    private interface Function {
        double[] of(double[] q);
    }

    private static double[] difference(Function f, double[] q, double[] u) {
        double[] far1 = f.of(moved(q, u, 2 * STEP));
        double[] near1 = f.of(moved(q, u, STEP));
        double[] near0 = f.of(moved(q, u, -STEP));
        double[] far0 = f.of(moved(q, u, -2 * STEP));
        double[] slope = new double[far1.length];
        Arrays.setAll(slope, i -> (8 * (near1[i] - near0[i]) - (far1[i] - far0[i])) / (12 * STEP));
        return slope;
    }

    private static double[] moved(double[] q, double[] u, double step) {
        double[] x = q.clone();
        Arrays.setAll(x, i -> q[i] + step * u[i]);
        return x;
    }

    private static double[] gradient(Curved density, double[] q) {
        double[] gradient = new double[q.length];
        density.gradient(q, gradient);
        return gradient;
    }

    private static double[] hessian(Curved density, double[] q) {
        double[] hessian = new double[q.length * q.length];
        double[] gradient = new double[q.length];
        assertThat(density.hessian(q, gradient, hessian))
                .isCloseTo(density.value(q), within(1e-9 * Math.max(1, Math.abs(density.value(q)))));
        return hessian;
    }

    private static double[] times(Curved density, double[] q, double[] u) {
        double[] product = new double[q.length];
        density.hessianTimes(q, u, new double[q.length], product);
        return product;
    }

    private static double[] third(Curved density, double[] q, double[] u) {
        double[] third = new double[q.length];
        density.traceGradient(q, u, new double[] {1}, 1, third);
        return third;
    }

    private static double[] product(double[] matrix, double[] u) {
        double[] product = new double[u.length];
        Arrays.setAll(product, i -> {
            double sum = 0;
            for (int j = 0; j < u.length; j++) {
                sum += matrix[i * u.length + j] * u[j];
            }
            return sum;
        });
        return product;
    }

    private static double scale(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0) + 1;
    }

    private static double[] position(Curved density, long seed) {
        Random random = new Random(seed);
        for (int tries = 0; tries < 200; tries++) {
            double[] q = random.doubles(density.dimension(), -1.3, 1.3).toArray();
            if (Double.isFinite(density.value(q))) {
                return q;
            }
        }
        throw new AssertionError("no mass at 200 positions");
    }

    /** Neal's funnel: {@code log p = -v²/18 - 9 v / 2 ... }, whose derivatives of every order are written down. */
    @Test
    void agreesWithTheFunnel() {
        Source funnel = new Source(
                "funnel.model",
                "parameters { real v; vector[3] x; } model { v ~ normal(0, 3); x ~ normal(0, exp(v / 2)); }");
        Curved density = Evaluators.curved(new WitnessProgram("funnel", funnel, MapData.empty()), Autodiff.MIXED);
        double v = 0.7;
        double[] x = {0.3, -1.2, 2.5};
        double[] q = {v, x[0], x[1], x[2]};
        double e = Math.exp(-v);
        double squares = x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
        double[] expected = new double[16];
        expected[0] = -1.0 / 9 - 0.5 * e * squares;
        for (int i = 0; i < 3; i++) {
            expected[i + 1] = e * x[i];
            expected[4 * (i + 1)] = e * x[i];
            expected[5 * (i + 1)] = -e;
        }
        assertThat(hessian(density, q)).containsExactly(expected, within(1e-13));
        // B = 2 e_v e_v' - 3 w w' with w = e_v + e_1: tr(B H) = 2 H_vv - 3 (H_vv + 2 H_v1 + H_11)
        double[] vectors = {1, 0, 0, 0, 1, 1, 0, 0};
        double[] result = new double[4];
        density.traceGradient(q, vectors, new double[] {2, -3}, 2, result);
        double[] gradient = {
            -1 * (0.5 * e * squares) - 3 * (2 * -e * x[0] + e),
            -1 * (-e * x[0]) - 3 * (2 * e),
            -1 * (-e * x[1]),
            -1 * (-e * x[2])
        };
        assertThat(result).containsExactly(gradient, within(1e-12));
    }

    @Test
    void allocatesNothingOnceWarm() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        WitnessProgram program = WitnessProgram.all()
                .filter(p -> p.name().equals("gaussian_process"))
                .findFirst()
                .orElseThrow();
        Curved density = Evaluators.curved(program, Autodiff.MIXED);
        double[] q = position(density, 5);
        int n = q.length;
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        double[] result = new double[n];
        double[] weights = new double[] {1, -1};
        double[] vectors = new Random(1).doubles(2 * n, -1, 1).toArray();
        Runnable evaluations = () -> {
            for (int k = 0; k < 100; k++) {
                density.hessian(q, gradient, hessian);
                density.traceGradient(q, vectors, weights, 2, result);
            }
        };
        evaluations.run();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            evaluations.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
