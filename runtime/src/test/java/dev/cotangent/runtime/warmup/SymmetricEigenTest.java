package dev.cotangent.runtime.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Randomness;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 101})
    void vectorsAreOrthonormalAndRebuildTheMatrix(int n) {
        UniformRandomProvider random = Randomness.seeded(n);
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = 2 * random.nextDouble() - 1;
                matrix[j][i] = matrix[i][j];
            }
        }

        SymmetricEigen eigen = SymmetricEigen.of(matrix);

        // backward stable: n ulps of the norm, which is below n
        double tolerance = 1e-14 * n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double product = 0;
                double element = 0;
                for (int k = 0; k < n; k++) {
                    product += eigen.vectors()[i][k] * eigen.vectors()[j][k];
                    element += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(tolerance));
                assertThat(element).isCloseTo(matrix[i][j], within(tolerance));
            }
        }
    }

    /** The second difference matrix of order n has the eigenvalues {@code 2 - 2 cos(k pi / (n + 1))}. */
    @Test
    void valuesOfSecondDifferencesAreKnown() {
        int n = 12;
        double[][] matrix = new double[n][n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 2;
            if (i > 0) {
                matrix[i][i - 1] = -1;
                matrix[i - 1][i] = -1;
            }
            expected[i] = 2 - 2 * Math.cos((i + 1) * Math.PI / (n + 1));
        }
        double[] values = SymmetricEigen.of(matrix).values().clone();
        Arrays.sort(values);
        assertThat(values).containsExactly(expected, within(1e-14));
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{1, Double.NaN, 0}, {Double.NaN, 1, 0}, {0, 0, 1}}))
                .isInstanceOf(ArithmeticException.class);
    }
}
