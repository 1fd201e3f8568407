package dev.cotangent.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.data.JsonData;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What passes compute ahead and nothing needs has no part in a gradient, even where its derivative is infinite or NaN. */
class SpeculationTest {

    private static void gradientIs(UnaryOperator<double[]> expected, String text, String data, double... q) {
        for (Autodiff autodiff : Autodiff.values()) {
            double[] gradient = TestModel.compile(text, autodiff)
                    .bind(JsonData.parse(data, "data"))
                    .gradient(q);
            assertThat(gradient).as(autodiff.toString()).containsExactly(expected.apply(q), Offset.offset(1e-12));
        }
    }

    @Test
    void functionMovedOutOfBranchThatNoRoundTakes() {
        String text = """
                data { int N; }
                parameters { real x; real y; real z; }
                model {
                  for (n in 1:N) {
                    if (x > 0) target += sqrt(y * x) * n + log(x);
                    target += -square(x) - y - z;
                  }
                }
                """;
        gradientIs(q -> new double[] {-6 * q[0], -3, -3}, text, "{\"N\": 3}", -0.5, 2, 1);
        gradientIs(q -> new double[] {0, -3, -3}, text, "{\"N\": 3}", 0, 2, 1);
    }

    @Test
    void quotientAndProductMovedOutOfBranchThatNoRoundTakes() {
        String text = """
                data { int N; }
                parameters { real x; real y; real z; }
                model {
                  for (n in 1:N) {
                    if (x != 0) target += n * (y / x) + n * y * log(x);
                    target += -square(x) - y - z;
                  }
                }
                """;
        gradientIs(q -> new double[] {0, -3, -3}, text, "{\"N\": 3}", 0, 2, 1);
    }

    @Test
    void elementOfTableThatNoRoundLooksUp() {
        String text = """
                data { int N; array[N] int group; }
                parameters { vector[3] p; }
                model {
                  vector[3] u = p;
                  for (n in 1:N) target += sqrt(u[group[n]]);
                }
                """;
        gradientIs(
                q -> new double[] {0, 1 / Math.sqrt(q[1]), 0.5 / Math.sqrt(q[2])},
                text,
                "{\"N\": 3, \"group\": [2, 3, 2]}",
                -1,
                2,
                3);
    }

    @Test
    void elementOfTableBehindCondition() {
        String text = """
                data { int N; }
                parameters { vector[3] p; }
                model {
                  vector[3] u = p;
                  for (n in 1:N) for (k in 1:3) if (u[k] > 0) target += sqrt(u[k]);
                }
                """;
        gradientIs(q -> new double[] {0, 0, 1 / Math.sqrt(q[2])}, text, "{\"N\": 2}", -1, 0, 3);
    }

    @Test
    void functionMovedOutOfLoopWithoutRounds() {
        String text = """
                data { int N; }
                parameters { real x; real y; real z; }
                model {
                  for (n in 1:N) target += sqrt(x) * n * y;
                  target += -y - z;
                }
                """;
        gradientIs(q -> new double[] {0, -1, -1}, text, "{\"N\": 0}", -0.5, 2, 1);
        gradientIs(
                q -> new double[] {q[1] / Math.sqrt(q[0]) / 2, Math.sqrt(q[0]) - 1, -1}, text, "{\"N\": 1}", 0.5, 2, 1);
    }
}
