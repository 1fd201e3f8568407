package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import org.junit.jupiter.api.Test;

/** Hidden Markov models against the sum over all paths. */
class HiddenMarkovTest {

    private static final double[][] GAMMA = {{0.7, 0.2, 0.1}, {0.3, 0.4, 0.3}, {0.05, 0.15, 0.8}};
    private static final double[] RHO = {0.5, 0.2, 0.3};
    private static final double[][] LOG_OMEGA = {{0.3, -1, -2, 0.1}, {-0.5, -0.2, 0.4, -3}, {-1, 0.7, -700, 0.2}};

    private static final String MODEL = """
            transformed data {
              matrix[3, 4] log_omega = [[0.3, -1, -2, 0.1], [-0.5, -0.2, 0.4, -3], [-1, 0.7, -700, 0.2]];
              matrix[3, 3] Gamma = [[0.7, 0.2, 0.1], [0.3, 0.4, 0.3], [0.05, 0.15, 0.8]];
              vector[3] rho = [0.5, 0.2, 0.3]';
            }
            parameters { matrix[3, 4] shift; }
            model { target += hmm_marginal(log_omega + shift, Gamma, rho); }
            generated quantities {
              matrix[3, 4] p = hmm_hidden_state_prob(log_omega, Gamma, rho);
              array[4, 3] int counts = rep_array(0, 4, 3);
              for (i in 1:4000) {
                array[4] int z = hmm_latent_rng(log_omega, Gamma, rho);
                for (n in 1:4) counts[n, z[n]] += 1;
              }
            }
            """;

    /** By time and state: the probability given everything; and the total. */
    private static double[][] posterior(double[] total) {
        double[][] sums = new double[4][3];
        for (int path = 0; path < 81; path++) {
            int[] z = {path % 3, path / 3 % 3, path / 9 % 3, path / 27};
            double p = RHO[z[0]] * Math.exp(LOG_OMEGA[z[0]][0]);
            for (int n = 1; n < 4; n++) {
                p *= GAMMA[z[n - 1]][z[n]] * Math.exp(LOG_OMEGA[z[n]][n]);
            }
            total[0] += p;
            for (int n = 0; n < 4; n++) {
                sums[n][z[n]] += p;
            }
        }
        for (double[] row : sums) {
            for (int k = 0; k < 3; k++) {
                row[k] /= total[0];
            }
        }
        return sums;
    }

    @Test
    void marginalItsGradientAndProbabilitiesAreThoseOfAllPaths() {
        double[] total = {0};
        double[][] posterior = posterior(total);
        TestModel model = TestModel.of(MODEL);
        double[] q = new double[12];
        assertThat(model.value(q)).isCloseTo(Math.log(total[0]), within(1e-13));
        double[] gradient = model.gradient(q);
        double[] p = model.drawn("p", q);
        for (int n = 0; n < 4; n++) {
            for (int k = 0; k < 3; k++) {
                // the derivative of the log density in a log density is the probability of having been there
                assertThat(gradient[3 * n + k]).isCloseTo(posterior[n][k], within(1e-12));
                assertThat(p[3 * n + k]).isCloseTo(posterior[n][k], within(1e-12));
            }
        }
    }

    /** Twelve binomial counts of 4000: each is within 4.5 standard deviations but for one seed in 10,000. */
    @Test
    void drawnStatesHaveTheirProbabilities() {
        double[][] posterior = posterior(new double[1]);
        double[] counts = TestModel.of(MODEL).drawn("counts", new double[12]);
        for (int n = 0; n < 4; n++) {
            for (int k = 0; k < 3; k++) {
                double p = posterior[n][k];
                assertThat(counts[n + 4 * k]).isCloseTo(4000 * p, within(4.5 * Math.sqrt(4000 * p * (1 - p)) + 1e-9));
            }
        }
    }
}
