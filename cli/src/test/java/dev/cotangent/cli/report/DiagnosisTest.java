package dev.cotangent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final int DRAWS = 1000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Column> columns = new ArrayList<>();
    private final List<double[][]> values = new ArrayList<>();

    /** Adds a column: a function of the draw's number, by chain. */
    private DiagnosisTest with(String name, IntToDoubleFunction first, IntToDoubleFunction second) {
        Column.Role role = name.endsWith("__") ? Column.Role.STATISTIC : Column.Role.VARIABLE;
        columns.add(new Column(name, role, false));
        double[][] chains = new double[2][DRAWS];
        for (int t = 0; t < DRAWS; t++) {
            chains[0][t] = first.applyAsDouble(t);
            chains[1][t] = second.applyAsDouble(t);
        }
        values.add(chains);
        return this;
    }

    private DiagnosisTest with(String name, IntToDoubleFunction both) {
        return with(name, both, both);
    }

    private double noise(int t) {
        return random.nextDouble();
    }

    private List<Diagnosis.Check> checks() {
        double[][][] byChain = new double[2][][];
        for (int chain = 0; chain < 2; chain++) {
            int index = chain;
            byChain[chain] = values.stream().map(column -> column[index]).toArray(double[][]::new);
        }
        Draws draws = Draws.of(columns, byChain);
        return Diagnosis.of(draws, Summary.of(draws), OptionalInt.of(10), List.of());
    }

    private List<String> advice() {
        return Diagnosis.advice(checks());
    }

    @Test
    void saysNothingAboutGoodDraws() {
        with("divergent__", t -> 0)
                .with("treedepth__", t -> 9)
                .with("energy__", this::noise)
                .with("mu", this::noise);

        assertThat(advice()).isEmpty();
    }

    @Test
    void countsDivergences() {
        with("divergent__", t -> t < 5 ? 1 : 0);

        assertThat(advice()).singleElement().asString().startsWith("10 of 2000 draws (0.50 %) diverged. The posterior");
    }

    @Test
    void countsTrajectoriesThatWereCut() {
        with("treedepth__", t -> t % 2 == 0 ? 10 : 9);

        assertThat(advice())
                .singleElement()
                .asString()
                .startsWith("1000 of 2000 draws (50.00 %) were cut at the depth limit of 10. ");
    }

    @Test
    void namesChainsThatMixTheirEnergyPoorly() {
        with("energy__", this::noise, t -> Math.sin(t / 30.0));

        assertThat(advice())
                .singleElement()
                .asString()
                .matches("E-BFMI under 0.3: 0.00\\d+ \\(chain 2\\)\\. Chains may .*");
    }

    @Test
    void namesVariablesWithFewEffectiveDraws() {
        with("mu", this::noise).with("tau", t -> Math.sin(t / 30.0));

        assertThat(advice()).contains("Effective sample size under 200: tau. Draw longer.");
    }

    @Test
    void namesVariablesOnWhichChainsDisagree() {
        with("mu", this::noise).with("tau", this::noise, t -> noise(t) + 1);

        assertThat(advice()).anySatisfy(line -> assertThat(line).startsWith("R-hat over 1.01: tau. "));
    }

    @Test
    void namesAFewVariablesOfMany() {
        for (int k = 1; k <= 8; k++) {
            with("theta." + k, this::noise, t -> noise(t) + 1);
        }

        assertThat(advice())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("R-hat over 1.01: theta.1, theta.2, theta.3, theta.4, theta.5 and 3 more. "));
    }

    /** The order of CmdStan's diagnose, with checks of our own first and last. */
    @Test
    void namesEveryCheckOfGoodDraws() {
        with("lp__", this::noise)
                .with("divergent__", t -> 0)
                .with("treedepth__", t -> 9)
                .with("energy__", this::noise)
                .with("mu", this::noise);

        assertThat(checks())
                .extracting(Diagnosis.Check::name)
                .containsExactly(
                        "complete", "tree_depth", "divergences", "e_bfmi", "movement", "ess", "r_hat", "finite");
    }

    @Test
    void saysWhereDrawsDiverge() {
        with("divergent__", t -> t % 20 == 0 ? 1 : 0)
                .with("mu", this::noise)
                .with("tau", t -> t % 20 == 0 ? 0.1 * noise(t) : noise(t));

        assertThat(advice())
                .singleElement()
                .asString()
                .contains("Divergent draws have small values of tau (median 0.0")
                .doesNotContain("mu");
    }

    /** Nothing tells the divergent draws apart: beyond four standard errors in 6 of 100,000 runs for a variable. */
    @Test
    void saysNothingOfAPlaceWhereThereIsNone() {
        with("divergent__", t -> t % 20 == 0 ? 1 : 0).with("mu", this::noise).with("tau", this::noise);

        assertThat(advice()).singleElement().asString().doesNotContain("Divergent draws have");
    }

    /** R-hat and effective sizes of constants are undefined, and would pass. */
    @Test
    void namesChainsThatNeverMoved() {
        with("lp__", this::noise, t -> 4).with("energy__", this::noise).with("mu", this::noise, t -> 2);

        assertThat(advice())
                .contains("Chain 2 never moved. No proposal was accepted: check the model where the chain"
                        + " starts, or try other initial values.");
    }

    @Test
    void namesVariablesThatAreSometimesNoNumbers() {
        with("mu", t -> t == 7 ? Double.NaN : noise(t))
                .with("ratio", t -> t == 9 ? Double.POSITIVE_INFINITY : noise(t))
                .with("unset", t -> Double.NaN);

        assertThat(advice()).singleElement().asString().startsWith("Draws that are not finite numbers: mu, ratio. ");
    }
}
