package dev.cotangent.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.DensityScale;
import dev.cotangent.runtime.approximation.ModeSearch;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.derivative.Hessian;
import dev.cotangent.runtime.laplace.LaplaceApproximation;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.Initialisation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MaximumLikelihoodTest {

    private static final String LOGISTIC_REGRESSION = """
            data {
              int<lower=1> N;
              vector[N] dose;
              array[N] int<lower=0> n;
              array[N] int<lower=0> killed;
            }
            parameters {
              real alpha;
              real beta;
            }
            model {
              killed ~ binomial_logit(n, alpha + beta * (dose - mean(dose)));
            }
            """;

    /**
     * R 4.2.2: {@code glm(cbind(killed, n - killed) ~ x, family = binomial, control = list(epsilon = 1e-14))}, x being the
     * centred dose: coefficients, and square roots of the diagonal of {@code vcov}.
     */
    @Test
    void estimatesAndStandardErrorsOfALogisticRegressionAreThoseOfGlm() {
        CompileOptions options = CompileOptions.defaults().withScale(DensityScale.CONSTRAINED);
        Model model = Cotangent.compile("logistic.model", LOGISTIC_REGRESSION, options)
                .bind(JsonData.read(Path.of("beetles", "data.json")))
                .model();
        double[] estimate = ModeSearch.run(
                        model,
                        new Starts(1, Initialisation.uniform(), 1, 1),
                        new LbfgsOptions(5, 2000, 1e-3, 0, 0, 1e-7, 0, 0),
                        Cancellation.onRequest())
                .best()
                .position();
        // The curvature is at least 0.1: a gradient of 1e-7 leaves an error of 1e-6.
        assertThat(estimate).containsExactly(new double[] {0.743804368127136, 34.270325734147001}, within(2e-6));

        double[][] covariance = LaplaceApproximation.at(
                        estimate, Hessian.at(model.newLogDensity(), estimate).values())
                .covariance();
        assertThat(Math.sqrt(covariance[0][0])).isCloseTo(0.13785290008, within(1e-7));
        assertThat(Math.sqrt(covariance[1][1])).isCloseTo(2.91214007062, within(1e-6));
    }
}
