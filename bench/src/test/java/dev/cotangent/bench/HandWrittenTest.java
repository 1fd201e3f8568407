package dev.cotangent.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.model.LogDensity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HandWrittenTest {

    /**
     * Central differences of step h = 1e-5 are in error by O(h²) times the third derivative, here below 1e-9 of the
     * value's scale, and by rounding: value 1e-16 / h = 1e-11. The larger of the two, with room, is 1e-6 relative.
     */
    @ParameterizedTest
    @CsvSource({
        "EIGHT_SCHOOLS, PLAIN",
        "EIGHT_SCHOOLS, BEST",
        "LOGISTIC, PLAIN",
        "LOGISTIC, BEST",
        "POISSON_GLMM, PLAIN",
        "POISSON_GLMM, BEST"
    })
    void gradientMatchesCentralDifferences(Workload workload, Form form) {
        LogDensity density = workload.newLogDensity(form);
        double[] q = Workload.position(density.dimension());
        double[] gradient = new double[q.length];
        double value = density.gradient(q, gradient);
        double h = 1e-5;
        for (int i = 0; i < q.length; i++) {
            double at = q[i];
            q[i] = at + h;
            double above = density.value(q);
            q[i] = at - h;
            double below = density.value(q);
            q[i] = at;
            double tolerance = 1e-6 * Math.max(1, Math.abs(gradient[i])) + Math.abs(value) * 1e-11 * 10;
            assertThat(gradient[i]).as("coordinate %d", i).isCloseTo((above - below) / (2 * h), within(tolerance));
        }
    }

    /** The two forms add the same terms in other orders: relative rounding of sums of 10,000 terms stays below 1e-11. */
    @ParameterizedTest
    @EnumSource(Workload.class)
    void plainAndBestFormsAgree(Workload workload) {
        assertSame(workload.newLogDensity(Form.PLAIN), workload.newLogDensity(Form.BEST));
    }

    /** As above; the compiled model's exp and log may also differ by an ulp from those of {@code Math}. */
    @ParameterizedTest
    @EnumSource(Workload.class)
    void compiledModelAgrees(Workload workload) {
        assertSame(workload.newLogDensity(Form.PLAIN), workload.newLogDensity(Form.COMPILED));
    }

    private static void assertSame(LogDensity expected, LogDensity actual) {
        double[] q = Workload.position(expected.dimension());
        double[] left = new double[q.length];
        double[] right = new double[q.length];
        double value = expected.gradient(q, left);
        assertThat(actual.dimension()).isEqualTo(expected.dimension());
        assertThat(actual.gradient(q, right)).isCloseTo(value, within(1e-11 * Math.abs(value)));
        for (int i = 0; i < q.length; i++) {
            double scale = Math.max(1, Math.abs(left[i]));
            assertThat(right[i]).as("coordinate %d", i).isCloseTo(left[i], within(1e-11 * scale));
        }
    }
}
