package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleCommandTest {

    private static final String NUTS_COLUMNS =
            "lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,theta.1,theta.2";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder).file("m.model", "normal").file("data.json", "{\"mu\": 3}");
    }

    private Outcome sample(String... options) {
        List<String> arguments = new ArrayList<>(List.of("sample", "m.model", "--data", "data.json"));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    private List<String> table(String chain) throws IOException {
        return Files.readAllLines(folder.resolve(chain)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void writesAFileAChainAndAManifest() throws IOException {
        Outcome outcome = sample("--seed=1", "--chains=2", "--draws=20", "--out=run");

        assertThat(outcome.exitCode()).isZero();
        assertThat(table("run/chain-1.csv")).hasSize(21).first().isEqualTo(NUTS_COLUMNS);
        assertThat(table("run/chain-2.csv")).hasSize(21);
        assertThat(folder.resolve("run/chain-3.csv")).doesNotExist();
        assertThat(folder.resolve("run/run.json"))
                .content()
                .contains("\"modelHash\" : \"abc\"", "\"seed\" : 1,")
                // printf '{"mu": 3}' | sha256sum
                .contains("\"dataHash\" : \"" + "8aa78dab9501dc006a946eebf17e01abf0830a48cc1af47f971e9fd183d2ae65"
                        + "\"");
    }

    @Test
    void printsASummary() {
        Outcome outcome = sample("--seed=1", "--out=run");

        assertThat(outcome.out().lines().map(line -> line.split(" ")[0]))
                .containsExactly("", "lp__", "theta.1", "theta.2");
        assertThat(outcome.err()).contains("m: 4 chains, seed 1, writing to run\n");
    }

    @Test
    void saysTheSeedAndTheFolderThatItChose() {
        assertThat(sample("--draws=10").err()).containsPattern("m: 4 chains, seed [1-9]\\d*, writing to runs/m-1\n");
        assertThat(sample("--draws=10").err()).contains("writing to runs/m-2\n");
    }

    @Test
    void givesTheSameDrawsForTheSameSeedWhateverTheThreads() throws IOException {
        sample("--seed=7", "--draws=50", "--threads=1", "--out=one");
        sample("--seed=7", "--draws=50", "--threads=4", "--out=four");

        assertThat(table("one/chain-3.csv")).isEqualTo(table("four/chain-3.csv"));
    }

    @Test
    void doesNotOverwriteARun() throws IOException {
        sample("--seed=1", "--draws=10", "--out=run");
        List<String> before = table("run/chain-1.csv");

        assertThat(sample("--seed=2", "--draws=10", "--out=run")).isEqualTo(new Outcome(1, "", """
                error: run holds a run already: choose another --out, go on with it by cotangent resume run, or overwrite it with --force
                """));
        assertThat(table("run/chain-1.csv")).isEqualTo(before);
    }

    @Test
    void overwritesARunIfForced() throws IOException {
        sample("--seed=1", "--draws=10", "--out=run");
        List<String> before = table("run/chain-1.csv");

        assertThat(sample("--seed=2", "--draws=10", "--out=run", "--force").exitCode())
                .isZero();
        assertThat(table("run/chain-1.csv")).isNotEqualTo(before);
    }

    @Test
    void showsTheSummaryOnlyIfQuiet() {
        Outcome outcome = sample("--quiet", "--draws=1000");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("theta.1");
    }

    @Test
    void samplesWithStaticHmc() throws IOException {
        sample("--method=hmc", "--seed=1", "--draws=10", "--out=run");

        assertThat(table("run/chain-1.csv").get(0))
                .isEqualTo("lp__,accept_stat__,stepsize__,int_time__,energy__,theta.1,theta.2");
    }

    @Test
    void keepsWarmupOnRequestAndThins() throws IOException {
        sample("--warmup=30", "--draws=20", "--thin=10", "--save-warmup", "--seed=1", "--out=run");

        assertThat(table("run/chain-1.csv")).hasSize(1 + 3 + 2);
    }

    @Test
    void writesTheSelectedVariablesAlone() throws IOException {
        sample("--draws=20", "--seed=1", "--out=all");
        Outcome outcome = sample("--draws=20", "--seed=1", "--select=theta[2]", "--out=run");

        assertThat(table("run/chain-1.csv").get(0)).isEqualTo(NUTS_COLUMNS.replace("theta.1,", ""));
        assertThat(table("run/chain-1.csv").get(20))
                .isEqualTo(table("all/chain-1.csv").get(20).replaceAll("[^,]*,([^,]*)$", "$1"));
        assertThat(outcome.out().lines().map(line -> line.split(" ")[0]))
                .startsWith("", "lp__", "theta.2")
                .doesNotContain("theta.1");
    }

    @Test
    void namesTheVariableThatWasMeant() {
        assertThat(sample("--select=theta,thta"))
                .isEqualTo(new Outcome(1, "", "error: no variable `thta` in the model; did you mean `theta`?\n"));
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void startsWhereAFileSays() throws IOException {
        shell.file("init.json", "{\"theta\": [5, -4]}");

        sample("--init=init.json", "--warmup=0", "--draws=1", "--step-size=1e-9", "--seed=1", "--out=run");

        assertThat(table("run/chain-1.csv").get(1)).containsPattern(",(5|4\\.99999)[0-9.]*,-(4|3\\.99999)[0-9.]*$");
    }

    @Test
    void aMisspeltNameOfAnInitialValueIsToldBeforeAnythingIsWritten() {
        shell.file("init.json", "{\"thta\": [5, -4]}").file("other.json", "{\"y\": 1}");

        assertThat(sample("--init=init.json"))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "error: the initial values name 'thta', which is no parameter of the model\n"
                                + "  hint: did you mean 'theta'?\n"));
        assertThat(sample("--init=other.json").err()).endsWith("  hint: there are theta\n");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    /** With steps so small, a draw is where the chain started. */
    private Outcome start(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--warmup=0", "--draws=1", "--step-size=1e-9", "--seed=1", "--out=run", "--force"));
        return sample(all.toArray(String[]::new));
    }

    private String firstDraw(int chain) throws IOException {
        String[] row = table("run/chain-" + chain + ".csv").get(1).split(",");
        return Math.round(Double.parseDouble(row[7])) + " " + Math.round(Double.parseDouble(row[8]));
    }

    @Test
    void startsEachChainWhereItsFileSays() throws IOException {
        shell.file("init-1.json", "{\"theta\": [5, -4]}").file("init-2.json", "{\"theta\": [7, -9]}");

        assertThat(start("--init=init-%.json", "--chains=2").exitCode()).isZero();
        assertThat(firstDraw(1)).isEqualTo("5 -4");
        assertThat(firstDraw(2)).isEqualTo("7 -9");
        assertThat(start("--init=init-2.json,init-1.json", "--chains=2").exitCode())
                .isZero();
        assertThat(firstDraw(1)).isEqualTo("7 -9");
        assertThat(start("--init=init-%.json").err()).isEqualTo("error: cannot read init-3.json: no such file\n");
        assertThat(start("--init=init-2.json,init-1.json").err())
                .startsWith(
                        "error: --init is given for 2 chains, but there are 4: give one for all, or one for each\n");
    }

    @Test
    void startsFromTheLastDrawsOfAnEarlierRun() throws IOException {
        sample("--seed=3", "--draws=20", "--chains=2", "--out=earlier");

        assertThat(start("--init=earlier", "--chains=3").exitCode()).isZero();
        for (int chain = 1; chain <= 3; chain++) {
            String[] last = table("earlier/chain-" + (chain == 2 ? 2 : 1) + ".csv")
                    .get(20)
                    .split(",");
            assertThat(firstDraw(chain))
                    .isEqualTo(Math.round(Double.parseDouble(last[7])) + " " + Math.round(Double.parseDouble(last[8])));
        }
    }

    @Test
    void startsWarm() throws IOException {
        sample("--seed=3", "--out=earlier", "--metric=dense");

        assertThat(sample("--seed=4", "--warm-start=earlier", "--out=warm").exitCode())
                .isZero();
        List<String> earlier = Files.readAllLines(folder.resolve("earlier/chain-2.csv"));
        List<String> warm = Files.readAllLines(folder.resolve("warm/chain-2.csv"));
        int metric = warm.indexOf("# Elements of inverse mass matrix:");
        assertThat(warm).contains("#     num_warmup = 100", "#         metric = dense_e");
        assertThat(warm.subList(metric, metric + 3))
                .isEqualTo(earlier.subList(
                        earlier.indexOf("# Elements of inverse mass matrix:"),
                        earlier.indexOf("# Elements of inverse mass matrix:") + 3));
        assertThat(warm.get(metric - 1)).isNotEqualTo(earlier.get(metric - 1));
    }

    @Test
    void warmStartWithoutWarmupTakesTheStepSizeToo() throws IOException {
        sample("--seed=3", "--out=earlier");
        sample("--seed=4", "--warm-start=earlier/run.json", "--warmup=0", "--out=warm");

        assertThat(table("warm/chain-4.csv").get(1).split(",")[2])
                .isEqualTo(table("earlier/chain-4.csv").get(1).split(",")[2]);
    }

    @Test
    void saysWhyAStartCannotBeWarm() throws IOException {
        sample("--seed=3", "--out=earlier", "--deadline=0s");

        assertThat(sample("--warm-start=earlier").err())
                .isEqualTo("error: cannot read earlier/run.json: chain 1 had not finished its warmup\n");
        assertThat(sample("--warm-start=none").err()).isEqualTo("error: cannot read none/run.json: no such file\n");
        assertThat(sample("--warm-start=earlier", "--init=1").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--chains=0            | --chains must be at least 1, but is 0",
                "--target-accept=1     | --target-accept must be in (0, 1), but is 1.0",
                "--step-size=-1        | --step-size must be positive and finite, but is -1.0",
                "--init=-1             | --init must be finite and not negative, but is -1.0",
                "--max-depth=0         | --max-depth must be in 1..24, but is 0",
                "--step-size-jitter=1  | --step-size-jitter must be in [0, 1), but is 1.0",
                "--integration-time=1  | --integration-time is an option of --method=hmc only",
                "--max-error=1         | --max-error is an option of --method=walnuts only",
                "--max-halvings=1      | --max-halvings is an option of --method=walnuts only",
                "--steps=1             | --steps is an option of --method=rmhmc only",
                "--integrator=explicit | --integrator is an option of --method=rmhmc only",
                "--metric=hessian      | --metric must be unit, diagonal, low-rank or dense with --method=nuts, but is hessian, which is for --method=rmhmc",
                "--metric=flat         | --metric must be unit, diagonal, low-rank or dense with --method=nuts, but is flat"
            })
    void rejectsOptionsOutsideTheirDomain(String option, String message) {
        assertThat(sample(option))
                .isEqualTo(new Outcome(2, "", "error: " + message + "\nsee cotangent sample --help\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "walnuts | --max-error=0     | --max-error must be positive and finite, but is 0.0",
                "walnuts | --max-halvings=21 | --max-halvings must be in 0..20, but is 21",
                "walnuts | --max-depth=25    | --max-depth must be in 1..24, but is 25",
                "hmc     | --max-depth=3     | --max-depth is an option of --method=nuts and --method=walnuts only",
                "rmhmc   | --max-depth=3     | --max-depth is an option of --method=nuts and --method=walnuts only",
                "rmhmc   | --metric=dense    | --metric must be auto, fisher, softabs, hessian or diagonal-softabs with --method=rmhmc, but is dense, which is for --method=nuts",
                "rmhmc   | --steps=0         | --steps must be in 1..1000000, but is 0",
                "rmhmc   | --alpha=0         | --alpha must be positive and finite, but is 0.0",
                "rmhmc   | --rule=paper      | --rule is an option of --integrator=explicit only",
                "rmhmc   | --binding=1       | --binding is an option of --integrator=explicit with --rule=auxiliary, paper or midpoint",
                "rmhmc   | --spread=1        | --spread is an option of --rule=auxiliary only",
                "rmhmc   | --adaptation=windows | --adaptation is an option of --method=nuts, walnuts and hmc only",
                "rmhmc   | --reversal-tolerance=-1 | --reversal-tolerance must not be negative, but is -1.0"
            })
    void rejectsOptionsOfAMethodOutsideTheirDomain(String method, String option, String message) {
        assertThat(sample("--method=" + method, option))
                .isEqualTo(new Outcome(2, "", "error: " + message + "\nsee cotangent sample --help\n"));
    }

    @Test
    void namesInitialValuesThatAreMissing() {
        assertThat(sample("--init=none.json"))
                .isEqualTo(new Outcome(1, "", "error: cannot read none.json: no such file\n"));
    }

    @Test
    void leavesNoEmptyFolderWhenTheModelNeverStarts() {
        shell.file("m.model", "rejecting");

        Outcome outcome = sample("--seed=1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("error: ", "scale must be positive");
        assertThat(folder.resolve("runs/m-1")).doesNotExist();
    }

    @Test
    void leavesOtherFilesAloneWhenTheModelNeverStarts() throws IOException {
        Files.createDirectory(folder.resolve("run"));
        shell.file("m.model", "rejecting").file("run/notes.txt", "mine");

        sample("--seed=1", "--out=run");

        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            assertThat(files).containsExactly(folder.resolve("run/notes.txt"));
        }
    }
}
