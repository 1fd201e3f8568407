package dev.cotangent.runtime.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.Plate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowParallelTest {

    /** Rows with terms -(q - sin(row))²/2 in each of two coordinates, and a standard normal prior. */
    private record Normals(int rows, int failing) implements Model {

        @Override
        public String name() {
            return "normals";
        }

        @Override
        public Layout layout() {
            return new Layout(2, List.of());
        }

        @Override
        public LogDensity newLogDensity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Plate> plate() {
            return Optional.of(new Plate("N", List.of(), List.of()));
        }

        @Override
        public Optional<Additive> newAdditiveDensity() {
            return Optional.of(new Rows(rows, failing));
        }

        @Override
        public DrawWriter newDrawWriter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void unconstrain(DataSource values, double[] q) {}
    }

    private record Rows(int rows, int failing) implements Additive {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] q) {
            return gradient(q, new double[2]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            double[] all = new double[2];
            double value = rest(q, gradient) + sum(q, 0, rows, all);
            gradient[0] += all[0];
            gradient[1] += all[1];
            return value;
        }

        @Override
        public double rest(double[] q, double[] gradient) {
            gradient[0] = -q[0];
            gradient[1] = -q[1];
            return -0.5 * (q[0] * q[0] + q[1] * q[1]);
        }

        @Override
        public double sum(double[] q, int[] chosen, int count, double[] gradient) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double sum(double[] q, int from, int to, double[] gradient) {
            double value = 0;
            gradient[0] = 0;
            gradient[1] = 0;
            for (int row = from; row < to; row++) {
                if (row == failing) {
                    throw new IllegalStateException("row " + row);
                }
                double y = StrictMath.sin(row);
                for (int i = 0; i < 2; i++) {
                    value -= 0.5 * (q[i] - y) * (q[i] - y);
                    gradient[i] -= q[i] - y;
                }
            }
            return value;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1000, 5000, 100_003})
    void resultsAreTheSameBitsForAnyNumberOfThreads(int rows) {
        Normals model = new Normals(rows, -1);
        LogDensity one = new RowParallelModel(model, 1).newLogDensity();
        LogDensity three = new RowParallelModel(model, 3).newLogDensity();
        Additive whole = new Rows(rows, -1);
        double[] q = {0.3, -1.7};
        double[] expected = new double[2];
        double[] found = new double[2];
        for (int k = 0; k < 200; k++) {
            q[0] += 0.01;
            double value = one.gradient(q, expected);
            assertThat(three.gradient(q, found)).isEqualTo(value);
            assertThat(found).containsExactly(expected);
        }
        double[] plain = new double[2];
        assertThat(Math.abs(one.value(q) / whole.gradient(q, plain) - 1)).isLessThan(1e-12);
        assertThat(Math.abs(expected[1] / plain[1] - 1)).isLessThan(1e-10);
    }

    @Test
    void aFailureOfAHelperIsTheCallers() {
        LogDensity density = new RowParallelModel(new Normals(5000, 4900), 3).newLogDensity();
        double[] gradient = new double[2];
        for (int k = 0; k < 3; k++) {
            assertThatThrownBy(() -> density.gradient(new double[2], gradient))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("row 4900");
        }
    }

    @Test
    void noThreadsAreRefused() {
        assertThatThrownBy(() -> new RowParallelModel(new Normals(10, -1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
