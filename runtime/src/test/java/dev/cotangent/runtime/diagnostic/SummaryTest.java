package dev.cotangent.runtime.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.random.StandardNormal;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SummaryTest {

    /** With lag-1 coefficient rho, S draws are worth S (1 - rho) / (1 + rho); over 4 x 20,000 draws within 10 %. */
    @Test
    void effectiveSizeOfAutoregressionIsKnown() {
        double rho = 0.8;
        double[][] chains = autoregressive(4, 20_000, rho);
        double expected = 80_000 * (1 - rho) / (1 + rho);
        assertThat(EffectiveSampleSize.mean(chains)).isCloseTo(expected, within(0.1 * expected));
        assertThat(EffectiveSampleSize.bulk(chains)).isCloseTo(expected, within(0.1 * expected));
    }

    /** A slow chain needs autocovariances at lags that a Fourier transform computes; the plain sum is the other witness. */
    @Test
    void distantLagsEqualTheirDefinition() {
        double[][] chains = autoregressive(3, 1500, 0.999);
        Autocorrelation correlation = new Autocorrelation(chains);
        for (int lag : new int[] {256, 257, 400, 1499}) {
            double sum = 0;
            for (double[] chain : chains) {
                double mean = Moments.mean(chain);
                for (int i = lag; i < chain.length; i++) {
                    sum += (chain[i] - mean) * (chain[i - lag] - mean);
                }
            }
            double expected = sum / 1500 / 3;
            // rounding of a transform is relative to the variance, here near 1
            assertThat(correlation.autocovariance(lag)).as("lag %d", lag).isCloseTo(expected, within(1e-14));
        }
    }

    /** Energies that alternate: steps of 2 about a spread of 1, so 4 (n - 1) / n. Independent energies: near 2. */
    @Test
    void energyFractionFollowsItsDefinition() {
        assertThat(EnergyFraction.of(new double[] {1, -1, 1, -1})).isCloseTo(3, within(1e-15));
        assertThat(EnergyFraction.of(autoregressive(1, 50_000, 0)[0])).isCloseTo(2, within(0.05));
        assertThat(EnergyFraction.of(new double[] {2, 2, 2})).isNaN();
    }

    /** As many values as are worth several threads. */
    @Test
    void longColumnsAreSummarisedAsEachAlone() {
        List<Column> columns = IntStream.range(0, 7)
                .mapToObj(k -> new Column("x." + k, Column.Role.VARIABLE, false))
                .toList();
        double[][][] values = new double[2][7][];
        for (int k = 0; k < 7; k++) {
            double[][] chains = autoregressive(2, 20_000 + k, 0.1 * k);
            values[0][k] = Arrays.copyOf(chains[0], 20_000);
            values[1][k] = Arrays.copyOf(chains[1], 20_000);
        }
        List<VariableSummary> found = Summary.of(Draws.of(columns, values)).variables();
        for (int k = 0; k < 7; k++) {
            assertThat(found.get(k))
                    .isEqualTo(VariableSummary.of("x." + k, new double[][] {values[0][k], values[1][k]}));
        }
    }

    @Test
    void statisticsAndVariablesAreKeptApart() {
        List<Column> columns =
                List.of(new Column("lp__", Column.Role.STATISTIC, false), new Column("x", Column.Role.VARIABLE, false));
        double[][] x = autoregressive(2, 100, 0.5);
        double[][] lp = autoregressive(2, 100, 0.1);
        Summary summary = Summary.of(Draws.of(columns, new double[][][] {{lp[0], x[0]}, {lp[1], x[1]}}));
        assertThat(summary.statistics()).containsExactly(VariableSummary.of("lp__", lp));
        assertThat(summary.variables()).containsExactly(VariableSummary.of("x", x));
    }

    @Test
    void notANumberMakesEveryFigureUndefined() {
        double[][] chains = autoregressive(2, 50, 0);
        chains[1][7] = Double.NaN;
        VariableSummary summary = VariableSummary.of("x", chains);
        assertThat(new double[] {
                    summary.mean(),
                    summary.mcseMean(),
                    summary.standardDeviation(),
                    summary.quantiles().get(0).value(),
                    summary.quantiles().get(1).value(),
                    summary.quantiles().get(2).value(),
                    summary.essBulk(),
                    summary.essTail(),
                    summary.rHat()
                })
                .containsOnly(Double.NaN);
    }

    @Test
    void longerChainIsCutToTheShortest() {
        double[][] chains = autoregressive(2, 60, 0.2);
        double[][] uneven = {chains[0], Arrays.copyOf(chains[1], 40)};
        double[][] even = {Arrays.copyOf(chains[0], 40), uneven[1]};
        assertThat(VariableSummary.of("x", uneven)).isEqualTo(VariableSummary.of("x", even));
    }

    @Test
    void nothingIsUndefined() {
        VariableSummary summary = VariableSummary.of("x", new double[][] {{}, {}});
        assertThat(summary.mean()).isNaN();
        assertThat(summary.quantiles().get(1).value()).isNaN();
        assertThat(summary.rHat()).isNaN();
        assertThat(VariableSummary.of("x", new double[0][]).essTail()).isNaN();
    }

    private static double[][] autoregressive(int chains, int draws, double rho) {
        UniformRandomProvider random = Randomness.seeded(31);
        double[][] values = new double[chains][draws];
        for (double[] chain : values) {
            double x = StandardNormal.draw(random);
            for (int t = 0; t < draws; t++) {
                x = rho * x + Math.sqrt(1 - rho * rho) * StandardNormal.draw(random);
                chain[t] = x;
            }
        }
        return values;
    }
}
