package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every constraint maps there and back, and states the logarithm of its determinant. */
class ConstraintContractTest {

    private static final int POSITIONS = 3;
    private static final double STEP = 1e-4;

    /**
     * {@code coordinates}: the elements, from 0 in storage order, that determine the value. Of a sum to zero the map is
     * an isometry, so the determinant is of all elements. A unit vector has more coordinates than it needs; its density is
     * a convention, and only the round trip is tested, of the direction.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "real<lower=-0.5>; 0",
                "real<upper=2>; 0",
                "real<lower=-1, upper=3>; 0",
                "real<offset=2, multiplier=3>; 0",
                "vector<lower=0.5>[3]; 0 1 2",
                "matrix<lower=0, upper=1>[2, 2]; 0 1 2 3",
                "array[2] real<offset=1>; 0 1",
                "ordered[4]; 0 1 2 3",
                "positive_ordered[4]; 0 1 2 3",
                "simplex[5]; 0 1 2 3",
                "simplex[1];",
                "sum_to_zero_vector[4]; 0 1 2 3",
                "sum_to_zero_vector[1];",
                "sum_to_zero_matrix[3, 4]; 0 1 2 3 4 5 6 7 8 9 10 11",
                "sum_to_zero_matrix[1, 3];",
                "column_stochastic_matrix[3, 2]; 0 1 3 4",
                "column_stochastic_matrix[1, 2];",
                "row_stochastic_matrix[2, 3]; 0 1 2 3",
                "array[2] simplex[3]; 0 1 2 3",
                "array[2] ordered[2]; 0 1 2 3",
                "array[2] cov_matrix[2]; 0 1 2 3 6 7",
                "array[2] row_stochastic_matrix[2, 2]; 0 1 2 3",
                "array[3] real<lower={0, -1, 1}, upper={1, 2, positive_infinity()}>; 0 1 2",
                "vector<offset=[1, 2]', multiplier=[3, 4]'>[2]; 0 1",
                "ordered[0];",
                "ordered[1]; 0",
                "positive_ordered[1]; 0",
                "cov_matrix[1]; 0",
                "corr_matrix[1];",
                "cholesky_factor_corr[1];",
                "cholesky_factor_cov[1]; 0",
                "cholesky_factor_cov[3, 1]; 0 1 2",
                "cholesky_factor_cov[3]; 0 1 2 4 5 8",
                "cholesky_factor_cov[3, 2]; 0 1 2 4 5",
                "cholesky_factor_corr[4]; 1 2 3 6 7 11",
                "corr_matrix[3]; 1 2 5",
                "cov_matrix[3]; 0 1 2 4 5 8"
            })
    void mapsBackAndStatesItsJacobian(String type, String coordinates) {
        int[] kept = coordinates == null
                ? new int[0]
                : Arrays.stream(coordinates.trim().split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        TestModel model = TestModel.of("parameters { " + type + " y; } model { }");
        int dimension = model.model().layout().dimension();
        Random random = new Random(type.hashCode());
        for (int k = 0; k < POSITIONS; k++) {
            double[] q = random.doubles(dimension, -1.5, 1.5).toArray();
            assertThat(mappedBack(model, q)).containsExactly(q, within(1e-8));
            double[][] jacobian = IntStream.range(0, dimension)
                    .mapToObj(i -> column(model, q, i, kept))
                    .toArray(double[][]::new);
            assertThat(model.value(q)).as(type).isCloseTo(logVolume(jacobian), within(1e-7));
        }
    }

    /** A model that calls the transform among its transformed parameters is the model that declares the type. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "real<lower=0.5> y; real x; real y = lower_bound_jacobian(x, 0.5)",
                "vector<upper=2>[3] y; vector[3] x; vector[3] y = upper_bound_jacobian(x, 2)",
                "real<lower=-1, upper=3> y; real x; real y = lower_upper_bound_jacobian(x, -1, 3)",
                "vector<offset=1, multiplier=3>[2] y; vector[2] x; vector[2] y = offset_multiplier_jacobian(x, 1, 3)",
                "ordered[4] y; vector[4] x; vector[4] y = ordered_jacobian(x)",
                "positive_ordered[4] y; vector[4] x; vector[4] y = positive_ordered_jacobian(x)",
                "simplex[4] y; vector[3] x; vector[4] y = simplex_jacobian(x)",
                "unit_vector[3] y; vector[3] x; vector[3] y = unit_vector_jacobian(x)",
                "sum_to_zero_vector[4] y; vector[3] x; vector[4] y = sum_to_zero_jacobian(x)",
                "sum_to_zero_matrix[3, 4] y; matrix[2, 3] x; matrix[3, 4] y = sum_to_zero_jacobian(x)",
                "column_stochastic_matrix[3, 2] y; matrix[2, 2] x; matrix[3, 2] y = stochastic_column_jacobian(x)",
                "row_stochastic_matrix[2, 3] y; matrix[2, 2] x; matrix[2, 3] y = stochastic_row_jacobian(x)",
                "cholesky_factor_corr[3] y; vector[3] x; matrix[3, 3] y = cholesky_factor_corr_jacobian(x, 3)",
                "cholesky_factor_cov[3, 2] y; vector[5] x; matrix[3, 2] y = cholesky_factor_cov_jacobian(x, 3, 2)",
                "corr_matrix[3] y; vector[3] x; matrix[3, 3] y = corr_matrix_jacobian(x, 3)",
                "cov_matrix[2] y; vector[3] x; matrix[2, 2] y = cov_matrix_jacobian(x, 2)",
                "array[2] simplex[3] y; array[2] vector[2] x; array[2] vector[3] y = simplex_jacobian(x)"
            })
    void aTypeIsItsTransformInTheModel(String type, String free, String transform) {
        TestModel declared = TestModel.of("parameters { " + type + "; } model { }");
        TestModel called =
                TestModel.of("parameters { " + free + "; } transformed parameters { " + transform + "; } model { }");
        int dimension = declared.model().layout().dimension();
        double[] q = new Random(type.hashCode()).doubles(dimension, -1.5, 1.5).toArray();
        assertThat(called.model().layout().dimension()).isEqualTo(dimension);
        assertThat(called.value(q)).isCloseTo(declared.value(q), within(1e-12));
        assertThat(called.gradient(q)).containsExactly(declared.gradient(q), within(1e-12));
        assertThat(called.drawn("y", q)).containsExactly(declared.drawn("y", q), within(1e-12));
    }

    @Test
    void directionOfAUnitVectorMapsBack() {
        TestModel model = TestModel.of("parameters { unit_vector[3] y; } model { }");
        double[] q = {0.48, -0.6, 0.64};
        assertThat(mappedBack(model, q)).containsExactly(q, within(1e-15));
        assertThat(model.value(q)).isCloseTo(-0.5, within(1e-15));
    }

    private static double[] mappedBack(TestModel model, double[] q) {
        double[] back = new double[q.length];
        Arrays.fill(back, Double.NaN);
        model.model().unconstrain(values(model.model(), model.row(q)), back);
        return back;
    }

    /** A row of output as initial values: the first index is the fastest there, the last in storage. */
    private static DataSource values(Model model, double[] row) {
        var sizes = model.layout().variables().get(0).dimensions();
        MapData.Builder data = MapData.builder();
        if (sizes.isEmpty()) {
            return data.put("y", row[0]).build();
        } else if (sizes.size() == 1) {
            return data.put("y", row).build();
        }
        return JsonData.parse("{\"y\": " + json(sizes, row, 0, 1) + "}", "y");
    }

    private static String json(List<Integer> sizes, double[] row, int start, int stride) {
        if (sizes.isEmpty()) {
            return String.valueOf(row[start]);
        }
        List<Integer> rest = sizes.subList(1, sizes.size());
        return IntStream.range(0, sizes.get(0))
                .mapToObj(i -> json(rest, row, start + i * stride, stride * sizes.get(0)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static double[] column(TestModel model, double[] q, int i, int[] kept) {
        double[] near = difference(model, q, i, STEP);
        double[] far = difference(model, q, i, 2 * STEP);
        return Arrays.stream(kept)
                .mapToDouble(k -> (8 * near[k] - far[k]) / (12 * STEP))
                .toArray();
    }

    private static double[] difference(TestModel model, double[] q, int i, double step) {
        double[] up = q.clone();
        double[] down = q.clone();
        up[i] += step;
        down[i] -= step;
        double[] high = model.row(up);
        double[] low = model.row(down);
        return IntStream.range(0, high.length)
                .mapToDouble(k -> high[k] - low[k])
                .toArray();
    }

    /** {@code 0.5 log det(J' J)} of the columns of J, by the Gram-Schmidt process. */
    private static double logVolume(double[][] columns) {
        double total = 0;
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < j; i++) {
                double along = dot(columns[i], columns[j]);
                for (int k = 0; k < columns[j].length; k++) {
                    columns[j][k] -= along * columns[i][k];
                }
            }
            double length = Math.sqrt(dot(columns[j], columns[j]));
            total += StrictMath.log(length);
            for (int k = 0; k < columns[j].length; k++) {
                columns[j][k] /= length;
            }
        }
        return total;
    }

    private static double dot(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(k -> x[k] * y[k]).sum();
    }
}
