package dev.cotangent.runtime.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure against R's posterior; {@code posterior-reference.R} made the expected values. */
class PosteriorReferenceTest {

    private static final double RELATIVE = 1e-10;

    static Stream<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                PosteriorReferenceTest.class.getResourceAsStream("posterior-reference.txt"), StandardCharsets.UTF_8))) {
            List<String> lines =
                    reader.lines().filter(line -> !line.startsWith("#")).toList();
            for (int i = 0; i < lines.size(); ) {
                String[] head = lines.get(i++).split(",", 2);
                List<double[]> chains = new ArrayList<>();
                while (i < lines.size() && !Character.isLetter(lines.get(i).charAt(0))) {
                    chains.add(numbers(lines.get(i++)));
                }
                cases.add(Arguments.of(head[0], numbers(head[1]), chains.toArray(double[][]::new)));
            }
        }
        return cases.stream();
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(","))
                .mapToDouble(PosteriorReferenceTest::number)
                .toArray();
    }

    private static double number(String text) {
        return switch (text) {
            case "NA", "NaN" -> Double.NaN;
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agrees(String name, double[] expected, double[][] chains) {
        VariableSummary summary = VariableSummary.of(name, chains);
        double[] found = {
            RHat.of(chains),
            EffectiveSampleSize.bulk(chains),
            EffectiveSampleSize.tail(chains),
            EffectiveSampleSize.mean(chains),
            MonteCarloError.ofMean(chains),
            MonteCarloError.ofStandardDeviation(chains),
            summary.mean(),
            summary.standardDeviation(),
            summary.quantiles().get(0).value(),
            summary.quantiles().get(1).value(),
            summary.quantiles().get(2).value(),
            EffectiveSampleSize.standardDeviation(chains),
            EffectiveSampleSize.quantile(chains, 0.05),
            EffectiveSampleSize.quantile(chains, 0.5),
            EffectiveSampleSize.quantile(chains, 0.95),
            EffectiveSampleSize.quantile(chains, 1),
            MonteCarloError.ofQuantile(chains, 0.05),
            MonteCarloError.ofQuantile(chains, 0.5),
            MonteCarloError.ofQuantile(chains, 0.95),
            summary.medianAbsoluteDeviation()
        };
        assertThat(found).hasSameSizeAs(expected);
        agree(found, expected, RELATIVE);
    }

    private static void agree(double[] found, double[] expected, double relative) {
        for (int k = 0; k < found.length; k++) {
            if (Double.isFinite(expected[k])) {
                double tolerance = relative * Math.max(1e-300, Math.abs(expected[k]));
                assertThat(found[k]).as("figure %d", k).isCloseTo(expected[k], within(tolerance));
            } else {
                assertThat(found[k]).as("figure %d", k).isEqualTo(Double.valueOf(expected[k]));
            }
        }
    }

    /** The summary takes shortcuts through what its figures share. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void summaryHoldsTheSameFigures(String name, double[] expected, double[][] chains) {
        VariableSummary summary = VariableSummary.of(name, chains);
        double[] shared = {
            summary.rHat(),
            summary.essBulk(),
            summary.essTail(),
            summary.essMean(),
            summary.mcseMean(),
            summary.mcseStandardDeviation(),
            summary.quantiles().get(0).mcse(),
            summary.quantiles().get(2).mcse()
        };
        double[] alone = {
            RHat.of(chains),
            EffectiveSampleSize.bulk(chains),
            EffectiveSampleSize.tail(chains),
            EffectiveSampleSize.mean(chains),
            MonteCarloError.ofMean(chains),
            MonteCarloError.ofStandardDeviation(chains),
            MonteCarloError.ofQuantile(chains, 0.05),
            MonteCarloError.ofQuantile(chains, 0.95)
        };
        // sums may take the draws in another order
        agree(shared, alone, 1e-14);
    }
}
