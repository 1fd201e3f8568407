package dev.cotangent.compiler.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.BoundModel;
import dev.cotangent.CompileOptions;
import dev.cotangent.Data;
import dev.cotangent.DensityKind;
import dev.cotangent.DensityScale;
import dev.cotangent.Evaluator;
import dev.cotangent.NormalizingConstants;
import dev.cotangent.runtime.model.Layout;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final double[] Q = {1, 0.5, 0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8};

    private static double density(BoundModel model, DensityScale scale, NormalizingConstants constants) {
        try (Evaluator evaluator = model.newEvaluator(new DensityKind(scale, constants))) {
            return evaluator.logDensity(Q);
        }
    }

    @Test
    void leavesOutTheJacobianIfAsked() {
        BoundModel model = Schools.model();
        // tau = exp(q), so the Jacobian's logarithm is q itself
        assertThat(density(model, DensityScale.UNCONSTRAINED, NormalizingConstants.DROPPED)
                        - density(model, DensityScale.CONSTRAINED, NormalizingConstants.DROPPED))
                .isEqualTo(Q[1], within(1e-12));
    }

    @Test
    void keepsConstantsIfAsked() {
        double constants = -2 * Math.log(10) - 18 * 0.5 * Math.log(2 * Math.PI);
        for (double sigma : new double[] {15, 10, 16, 11, 9, 11, 10, 18}) {
            constants -= Math.log(sigma);
        }
        BoundModel model = Schools.model();
        assertThat(density(model, DensityScale.CONSTRAINED, NormalizingConstants.KEPT)
                        - density(model, DensityScale.CONSTRAINED, NormalizingConstants.DROPPED))
                .isEqualTo(constants, within(1e-11));
    }

    @Test
    void multipliesTheHessianByVectors() {
        BoundModel model = Schools.model(CompileOptions.defaults().withCurvature());
        double[] direction = {0.3, -0.1, 0.2, 0, 0, 1, 0, 0, 0.5, 0};
        double[] product = new double[10];
        double[] up = new double[10];
        double[] down = new double[10];
        try (Evaluator evaluator = model.newEvaluator()) {
            evaluator.hessianVector(Q, direction, up, product);
            double h = 1e-5;
            evaluator.gradient(moved(direction, h), up);
            evaluator.gradient(moved(direction, -h), down);
            for (int k = 0; k < 10; k++) {
                // central differences: O(h²) and rounding / h
                assertThat(product[k]).isEqualTo((up[k] - down[k]) / (2 * h), within(1e-8));
            }
        }
    }

    private static double[] moved(double[] direction, double h) {
        double[] q = Q.clone();
        for (int k = 0; k < q.length; k++) {
            q[k] += h * direction[k];
        }
        return q;
    }

    @Test
    void saysHowToGetSecondDerivatives() {
        try (Evaluator evaluator = Schools.model().newEvaluator()) {
            assertThatThrownBy(() -> evaluator.hessian(Q, new double[10], new double[100]))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("withCurvature");
        }
    }

    @Test
    void constrainsAndUnconstrains() {
        BoundModel model = Schools.model();
        try (Evaluator evaluator = model.newEvaluator()) {
            double[] values = evaluator.constrain(Q);
            assertThat(values).hasSize(10);
            assertThat(values[1]).isEqualTo(Math.exp(0.5), within(1e-15));
            assertThat(model.unconstrain(Data.builder()
                            .put("mu", values[0])
                            .put("tau", values[1])
                            .build()))
                    .startsWith(1, new double[] {0.5}[0]);
        }
        assertThat(model.names(Layout.Block.PARAMETERS))
                .startsWith("mu", "tau", "eta.1")
                .hasSize(10);
        assertThat(model.unconstrainedNames(Q)).startsWith("mu", "tau", "eta.1");
    }

    @Test
    void generatesWithTheGivenGenerator() {
        double[] first = new double[26];
        double[] second = new double[26];
        double[] other = new double[26];
        try (Evaluator evaluator = Schools.model().newEvaluator()) {
            assertThat(evaluator.columnCount()).isEqualTo(26);
            evaluator.generate(Q, RandomSource.L64_X128_MIX.create(1L), first);
            evaluator.generate(Q, RandomSource.L64_X128_MIX.create(1L), second);
            evaluator.generate(Q, RandomSource.L64_X128_MIX.create(2L), other);
        }
        assertThat(first).isEqualTo(second).isNotEqualTo(other);
    }

    @Test
    void refusesToEvaluateOnceClosed() {
        Evaluator evaluator = Schools.model().newEvaluator();
        evaluator.close();
        assertThatThrownBy(() -> evaluator.logDensity(Q)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> evaluator.constrain(Q)).isInstanceOf(IllegalStateException.class);
    }
}
