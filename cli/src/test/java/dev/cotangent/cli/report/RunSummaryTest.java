package dev.cotangent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Draws;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    private static String printed(Draws draws, int limit) {
        StringWriter text = new StringWriter();
        RunSummary.of(draws, SamplerOptions.builder().build()).print(new PrintWriter(text), limit);
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** Chains of noise: a column {@code lp__}, and as many variables as wanted. */
    private static Draws draws(int variables, int... sizes) {
        List<Column> columns = new ArrayList<>(List.of(new Column("lp__", Column.Role.STATISTIC, false)));
        IntStream.rangeClosed(1, variables)
                .forEach(k -> columns.add(new Column("theta." + k, Column.Role.VARIABLE, false)));
        SplittableRandom random = new SplittableRandom(1);
        double[][][] values = Arrays.stream(sizes)
                .mapToObj(size -> columns.stream()
                        .map(column -> random.doubles(size).toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        return Draws.of(columns, values);
    }

    @Test
    void printsTheLogDensityAndVariables() {
        assertThat(printed(draws(2, 500, 500), 10).lines().map(line -> line.split(" ")[0]))
                .containsExactly("", "lp__", "theta.1", "theta.2");
    }

    @Test
    void saysHowManyVariablesItLeavesOut() {
        assertThat(printed(draws(12, 500, 500), 10))
                .contains("theta.10 ")
                .doesNotContain("theta.11 ")
                .contains("""
                and 2 more: see cotangent summary
                """);
    }

    @Test
    void leavesOutChainsThatHardlyBegan() {
        Draws stopped = draws(1, 500, 0, 260, 3);

        assertThat(printed(stopped, 10)).contains("theta.1 ").contains("""
                of 2 of 4 chains: the others were stopped early
                """);
    }

    @Test
    void saysThatThereAreNoDraws() {
        assertThat(printed(draws(1, 0, 0), 10)).isEqualTo("no draws\n");
    }
}
