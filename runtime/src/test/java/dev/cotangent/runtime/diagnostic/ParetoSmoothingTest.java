package dev.cotangent.runtime.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParetoSmoothingTest {

    private static final double GOLDEN = 0.6180339887498949;

    /** Log ratios of a Pareto tail of shape k. */
    private static double[] ratios(int size, double k) {
        double[] ratios = new double[size];
        for (int i = 0; i < size; i++) {
            double u = (i + 1) * GOLDEN;
            ratios[i] = -k * StrictMath.log1p(-(u - Math.floor(u)));
        }
        return ratios;
    }

    static List<double[]> cases() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ParetoSmoothingTest.class.getResourceAsStream("psis-reference.txt"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.trim().split(" "))
                            .mapToDouble(
                                    text -> text.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text))
                            .toArray())
                    .toList();
        }
    }

    /** loo's sums are in another order: 1e-10 is ten thousand roundings. */
    @ParameterizedTest
    @MethodSource("cases")
    void equalsLoo(double[] expected) {
        int size = (int) expected[0];
        double[] ratios = ratios(size, expected[1]);
        ParetoSmoothing found = ParetoSmoothing.of(ratios, expected[2]);
        if (Double.isInfinite(expected[3])) {
            assertThat(found.shape()).isInfinite();
        } else {
            assertThat(found.shape()).isCloseTo(expected[3], within(1e-10));
        }
        int[] largest = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(ratios[b], ratios[a]))
                .mapToInt(i -> i)
                .toArray();
        for (int i = 0; i < 10; i++) {
            assertThat(found.logWeights()[i]).as("draw %d", i + 1).isCloseTo(expected[4 + i], within(1e-10));
            assertThat(found.logWeights()[largest[i]]).as("rank %d", i + 1).isCloseTo(expected[14 + i], within(1e-10));
        }
    }

    @Test
    void weightsAddUpToOne() {
        double sum = Arrays.stream(ParetoSmoothing.of(ratios(500, 0.8), 1).logWeights())
                .map(StrictMath::exp)
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void drawsWithoutMassHaveNoWeight() {
        double[] ratios = ratios(500, 0.5);
        Arrays.fill(ratios, 0, 100, Double.NEGATIVE_INFINITY);
        ParetoSmoothing found = ParetoSmoothing.of(ratios, 1);
        assertThat(Arrays.copyOf(found.logWeights(), 100)).containsOnly(Double.NEGATIVE_INFINITY);
        assertThat(found.shape()).isFinite();
        assertThat(found.effectiveSize()).isBetween(1.0, 400.0);
    }

    @Test
    void equalRatiosAreWorthAllDraws() {
        ParetoSmoothing found = ParetoSmoothing.of(new double[1000], 1);
        assertThat(found.effectiveSize()).isCloseTo(1000, within(1e-6));
        assertThat(found.shape()).isInfinite();
    }

    @Test
    void trustGrowsWithTheNumberOfDraws() {
        assertThat(ParetoSmoothing.largestShape(100)).isCloseTo(0.5, within(1e-15));
        assertThat(ParetoSmoothing.largestShape(1000)).isCloseTo(1 - 1 / 3.0, within(1e-15));
        assertThat(ParetoSmoothing.largestShape(100_000)).isEqualTo(0.7);
    }

    @Test
    void rejectsRatiosWithoutAFiniteMaximum() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParetoSmoothing.of(new double[] {0, Double.NaN}, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParetoSmoothing.of(new double[] {Double.NEGATIVE_INFINITY}, 1))
                .withMessageContaining("-Infinity");
    }
}
