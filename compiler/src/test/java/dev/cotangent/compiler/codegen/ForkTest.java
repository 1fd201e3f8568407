package dev.cotangent.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ForkTest {

    private static final String TEXT = """
            data {
              int N;
              vector[N] y;
            }
            transformed data {
              vector[N] centred = y - mean(y);
              int half = N %/% 2;
            }
            parameters {
              real phi;
              real<lower=0> sigma;
              vector[N] z;
            }
            model {
              vector[N] level = z;
              for (n in 2:N) level[n] += phi * level[n - 1];
              if (sigma > 3) reject("sigma is ", sigma);
              centred ~ normal(level, sigma);
              z[1:half] ~ normal(0, 1);
              target += -dot_self(z);
            }
            """;

    private final Model model =
            TestModel.of(TEXT, "{\"N\": 6, \"y\": [1, 3, 2, -1, 0, 4]}").model();

    @Test
    void evaluatorsInTwoThreadsGiveWhatOneGives() throws Exception {
        double[] alone = run(model.newLogDensity());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<double[]> first = threads.submit(() -> run(model.newLogDensity()));
            Future<double[]> second = threads.submit(() -> run(model.newLogDensity()));
            assertThat(first.get()).isEqualTo(alone);
            assertThat(second.get()).isEqualTo(alone);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anEvaluationThatWasRejectedLeavesNothingBehind() {
        LogDensity density = model.newLogDensity();
        double[] q = {0.4, 0.2, 1, 2, 3, 4, 5, 6};
        double[] expected = new double[q.length];
        double value = density.gradient(q, expected);
        double[] far = q.clone();
        far[1] = 9;
        double[] gradient = new double[q.length];
        assertThat(density.gradient(far, gradient)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(density.gradient(q, gradient)).isEqualTo(value);
        assertThat(gradient).isEqualTo(expected);
    }

    private static double[] run(LogDensity density) {
        Random random = new Random(1);
        double[] sums = new double[density.dimension() + 1];
        double[] gradient = new double[density.dimension()];
        for (int k = 0; k < 3000; k++) {
            double[] q = random.doubles(density.dimension(), -1, 1).toArray();
            sums[gradient.length] += density.gradient(q, gradient);
            Arrays.setAll(gradient, i -> sums[i] += gradient[i]);
        }
        return sums;
    }
}
