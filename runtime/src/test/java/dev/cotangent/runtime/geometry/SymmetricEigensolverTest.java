package dev.cotangent.runtime.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricEigensolverTest {

    private static double[] random(int n, double scale, long seed) {
        UniformRandomProvider random = Randomness.seeded(seed);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = scale * StandardNormal.draw(random);
                a[j * n + i] = a[i * n + j];
            }
        }
        return a;
    }

    private static void assertDecomposes(double[] a, int n) {
        SymmetricEigensolver solver = new SymmetricEigensolver(n);
        assertThat(solver.decompose(a)).isTrue();
        double[] v = solver.vectors();
        double size = Arrays.stream(a).map(Math::abs).max().orElse(0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double rebuilt = 0;
                double product = 0;
                for (int k = 0; k < n; k++) {
                    rebuilt += v[k * n + i] * solver.values()[k] * v[k * n + j];
                    product += v[i * n + k] * v[j * n + k];
                }
                assertThat(rebuilt).isCloseTo(a[i * n + j], within(1e-14 * n * size));
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-14 * n));
            }
        }
    }

    /** Rounding of n steps of n² elements each stays under n 1e-14 of the largest element. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1e-200", "5, 1e200", "11, 1", "25, 1e-3", "60, 1"})
    void rebuildsMatrices(int n, double scale) {
        for (int seed = 0; seed < 20; seed++) {
            assertDecomposes(random(n, scale, seed), n);
        }
    }

    @Test
    void hasTheEigenvaluesOfASecondDifference() {
        int n = 12;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 2;
            if (i > 0) {
                a[i * n + i - 1] = -1;
                a[(i - 1) * n + i] = -1;
            }
        }
        SymmetricEigensolver solver = new SymmetricEigensolver(n);
        assertThat(solver.decompose(a)).isTrue();
        double[] found = solver.values().clone();
        Arrays.sort(found);
        double[] expected = IntStream.rangeClosed(1, n)
                .mapToDouble(k -> 2 - 2 * Math.cos(k * Math.PI / (n + 1)))
                .toArray();
        assertThat(found).containsExactly(expected, within(1e-14));
    }

    @Test
    void takesRepeatedAndZeroEigenvalues() {
        assertDecomposes(new double[16], 4);
        double[] repeated = new double[25];
        Arrays.fill(repeated, 1);
        assertDecomposes(repeated, 5);
        assertDecomposes(new double[] {3, 0, 0, 0, 3, 0, 0, 0, -3}, 3);
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThat(new SymmetricEigensolver(2).decompose(new double[] {1, Double.NaN, Double.NaN, 1}))
                .isFalse();
        assertThat(new SymmetricEigensolver(1).decompose(new double[] {Double.POSITIVE_INFINITY}))
                .isFalse();
    }

    /** Eliminations with complete pivoting are as exact as eigenvectors. */
    @Test
    void rankOneTermsRebuildIndefiniteMatrices() {
        for (int n : new int[] {1, 2, 3, 7, 20}) {
            for (int seed = 0; seed < 20; seed++) {
                assertRebuilt(random(n, 1, seed), n);
            }
        }
        assertRebuilt(new double[] {0, 1, 1, 0}, 2);
        assertRebuilt(new double[] {0, 1, 0, 1, 0, 0, 0, 0, 0}, 3);
        assertRebuilt(new double[] {1, 1, 1, 1}, 2);
        assertRebuilt(new double[9], 3);
    }

    private static void assertRebuilt(double[] a, int n) {
        RankOneTerms terms = new RankOneTerms(n);
        terms.decompose(a);
        assertThat(terms.count()).isLessThanOrEqualTo(n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double rebuilt = 0;
                for (int k = 0; k < terms.count(); k++) {
                    rebuilt += terms.weights()[k] * terms.vectors()[k * n + i] * terms.vectors()[k * n + j];
                }
                assertThat(rebuilt).isCloseTo(a[i * n + j], within(1e-12));
            }
        }
    }
}
