package dev.cotangent.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.MemorySink;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.Phase;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {

    private static final Model MODEL = PlainModel.of(Gaussian.standard(2));
    private static final Provenance PROVENANCE = new Provenance("1.2.3", "abc", "def");

    @TempDir
    private Path directory;

    private static SamplerOptions.Builder options() {
        return SamplerOptions.builder().chains(2).warmup(100).draws(50).seed(3);
    }

    /** Runs into the directory, and returns the same draws from memory. */
    private MemorySink run(Model model, SamplerOptions options, RunObserver observer, Cancellation cancellation) {
        MemorySink memory = new MemorySink();
        DrawSink sinks = DrawSink.all(List.of(new CsvSink(directory, PROVENANCE), memory));
        Sampler.run(model, options, sinks, observer, cancellation);
        return memory;
    }

    private MemorySink run(SamplerOptions options) {
        return run(MODEL, options, RunObserver.SILENT, Cancellation.onRequest());
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }

    private static void assertSame(ColumnSource found, ColumnSource expected) {
        assertThat(found.columns())
                .extracting(Column::name)
                .isEqualTo(expected.columns().stream().map(Column::name).toList());
        for (int k = 0; k < expected.columns().size(); k++) {
            assertThat(found.values(k)).isDeepEqualTo(expected.values(k));
        }
    }

    @Test
    void drawsAndWarmupComeBackBitForBit() throws IOException {
        MemorySink memory = run(options().saveWarmup(true).build());
        StoredRun stored = CsvDraws.read(directory);
        assertSame(stored.draws(), memory.draws());
        assertSame(stored.warmup(), memory.warmup());
        assertThat(stored.warmup().size()).isEqualTo(100);
        assertThat(stored.configurations().get(1))
                .containsEntry("id", "2")
                .containsEntry("seed", "3")
                .containsEntry("model", "plain_model");
    }

    @Test
    void layoutIsThatOfCmdStan() throws IOException {
        run(options().build());
        List<String> lines = lines("chain-1.csv");
        int header = lines.indexOf(
                "lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,x.1,x.2,u,k");
        assertThat(lines.subList(0, header))
                .allMatch(line -> line.startsWith("# "))
                .contains("#     num_samples = 50", "#     save_warmup = 0 (Default)", "#       delta = 0.9 (Default)")
                .contains("#             max_depth = 10 (Default)", "#         metric = diag_e (Default)");
        assertThat(lines.get(header + 1)).isEqualTo("# Adaptation terminated");
        assertThat(lines.get(header + 2)).matches("# Step size = \\d\\.\\d+");
        assertThat(lines.get(header + 3)).isEqualTo("# Diagonal elements of inverse mass matrix:");
        assertThat(lines.get(header + 4)).matches("# [0-9.]+, [0-9.]+");
        assertThat(lines.subList(header + 5, header + 55)).noneMatch(line -> line.startsWith("#"));
        assertThat(lines.get(header + 5).split(",")[3]).matches("\\d+");
        assertThat(lines.get(header + 56)).matches("#  Elapsed Time: [0-9.E-]+ seconds \\(Warm-up\\)");
        assertThat(lines.get(header + 58)).endsWith(" seconds (Total)");
        assertThat(lines).hasSize(header + 60);
    }

    @Test
    void denseMetricHasOneLineARow() throws IOException {
        run(options().metric(MetricKind.DENSE).build());
        List<String> lines = lines("chain-2.csv");
        int block = lines.indexOf("# Elements of inverse mass matrix:");
        assertThat(lines.get(block + 1)).matches("# [^,]+, [^,]+");
        assertThat(lines.get(block + 2)).matches("# [^,]+, [^,]+");
        assertThat(lines.get(block + 3)).doesNotStartWith("#");
    }

    @Test
    void staticHmcHasItsOwnColumns() throws IOException {
        run(options().method(Method.hmc()).build());
        assertThat(lines("chain-1.csv")).contains("lp__,accept_stat__,stepsize__,int_time__,energy__,x.1,x.2,u,k");
    }

    @Test
    void walnutsHasAColumnOfItsOwn() throws IOException {
        run(options().method(Method.walnuts()).build());
        assertThat(lines("chain-1.csv"))
                .contains("#         engine = walnuts", "#             max_error = 0.5 (Default)")
                .anyMatch(line -> line.endsWith("divergent__,energy__,min_stepsize__,x.1,x.2,u,k"));
    }

    @Test
    void modelWithoutParametersHasNoAdaptationBlock() throws IOException {
        MemorySink memory = run(
                PlainModel.of(Gaussian.standard(0)), options().build(), RunObserver.SILENT, Cancellation.onRequest());
        assertThat(lines("chain-1.csv"))
                .contains("lp__,accept_stat__,u,k", "#     algorithm = fixed_param")
                .noneMatch(line -> line.contains("Adaptation"));
        assertSame(CsvDraws.read(directory).draws(), memory.draws());
    }

    @Test
    void cancelledRunIsReadable() throws IOException {
        Cancellation cancellation = Cancellation.onRequest();
        RunObserver observer = progress -> {
            if (progress.phase() == Phase.SAMPLING && progress.iteration() >= 200) {
                cancellation.cancel();
            }
        };
        MemorySink memory =
                run(MODEL, options().chains(1).draws(100_000).thin(10).build(), observer, cancellation);
        StoredRun stored = CsvDraws.read(directory);
        assertSame(stored.draws(), memory.draws());
        assertThat(lines("chain-1.csv"))
                .anyMatch(line -> line.startsWith("# Stopped early: CANCELLED after 100 warmup"));
    }

    @Test
    void fileOfFailedChainKeepsItsPartialName() throws IOException {
        LogDensity density = new Gaussian(new double[][] {{1, 0}, {0, 1}});
        Model failing = new PlainModel(2, () -> new FailingLater(density));
        assertThatThrownBy(() ->
                        run(failing, options().draws(10_000).build(), RunObserver.SILENT, Cancellation.onRequest()))
                .isInstanceOf(ModelFailure.class);
        long complete;
        try (var files = Files.list(directory)) {
            complete = files.filter(file -> !file.toString().endsWith(".partial"))
                    .filter(file -> isComplete(file))
                    .count();
        }
        assertThat(complete).isZero();
        assertThat(CsvDraws.read(directory).draws().chains()).isEqualTo(2);
    }

    private static boolean isComplete(Path file) {
        try {
            return Files.readAllLines(file).stream().noneMatch(line -> line.startsWith("# Stopped early"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process that is killed leaves a partial file that may end anywhere. */
    @Test
    void fileCutOffInTheMiddleOfARowIsReadUpToThere() throws IOException {
        Files.writeString(directory.resolve("chain-1.csv.partial"), "# a = 1\nlp__,x\n-1,2\n-3,4\n-5,6.1");
        StoredRun stored = CsvDraws.read(directory);
        assertThat(stored.draws().values("x")[0]).containsExactly(2, 4);
    }

    @Test
    void warmupThatNeverEndedIsNotTakenForDraws() throws IOException {
        Files.writeString(
                directory.resolve("chain-1.csv.partial"),
                "#     num_warmup = 1000 (Default)\n#     save_warmup = 1\nlp__,x\n-1,2\n-3,4\n-5,");
        StoredRun stored = CsvDraws.read(directory);
        assertThat(stored.draws().size()).isZero();
        assertThat(stored.warmup().size()).isEqualTo(2);
    }

    @Test
    void laterRunReplacesFilesOfEarlierOne() throws IOException {
        run(options().chains(3).build());
        Files.writeString(directory.resolve("notes.csv"), "mine");
        run(options().chains(2).build());
        assertThat(CsvDraws.read(directory).draws().chains()).isEqualTo(2);
        assertThat(directory.resolve("notes.csv")).exists();
    }

    @Test
    void malformedRowIsLocated() throws IOException {
        Path file = directory.resolve("chain-1.csv");
        Files.writeString(file, "# a = 1\nlp__,x\n-1,two\n");
        StoredRun stored = CsvDraws.read(directory);
        assertThatThrownBy(() -> stored.draws().values("x"))
                .hasRootCauseInstanceOf(NumberFormatException.class)
                .hasMessageEndingWith("chain-1.csv:3: `two` is not a number");
        Files.writeString(file, "lp__,x\n-1,2,3\n");
        assertThatThrownBy(() -> CsvDraws.read(directory))
                .hasMessageEndingWith("chain-1.csv:2: expected 2 numbers, found 3");
    }

    @Test
    void firstColumnThatDiffersIsNamed() throws IOException {
        Files.writeString(directory.resolve("chain-1.csv"), "lp__,x,y\n-1,2,3\n");
        Files.writeString(directory.resolve("chain-2.csv"), "lp__,x,z\n-1,2,3\n");
        assertThatThrownBy(() -> CsvDraws.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chain-2.csv has other columns than ")
                .hasMessageEndingWith("column 3 is `z` instead of `y`");
    }

    @Test
    void missingAndUnfinishedChainsAreTold() throws IOException {
        Files.writeString(directory.resolve("chain-1.csv"), "lp__,x\n-1,2\n# Stopped early: CANCELLED after 1\n");
        Files.writeString(directory.resolve("chain-3.csv.partial"), "lp__,x\n-1,4\n");
        StoredRun stored = CsvDraws.read(directory);
        assertThat(stored.draws().values("x")).isDeepEqualTo(new double[][] {{2}, {4}});
        assertThat(stored.unfinished())
                .containsExactly(
                        "chain-2.csv is missing",
                        "chain-1.csv: Stopped early: CANCELLED after 1",
                        "chain-3.csv.partial is of a chain that has not ended, or ended in an error");
    }

    /** Lines longer than the reader's first buffer of 64 KiB, and lines that its end cuts. */
    @Test
    void longLinesAreReadWhole() throws IOException {
        int columns = 20_000;
        StringBuilder text = new StringBuilder("# a = 1\r\nx.1");
        for (int k = 2; k <= columns; k++) {
            text.append(",x.").append(k);
        }
        for (int row = 0; row < 3; row++) {
            text.append("\r\n").append(row + 0.5);
            for (int k = 2; k <= columns; k++) {
                text.append(',').append(row * 1e9 + k);
            }
        }
        Files.writeString(directory.resolve("chain-1.csv"), text);
        ColumnSource draws = CsvDraws.read(directory).draws();
        assertThat(draws.values("x.1")[0]).containsExactly(0.5, 1.5, 2.5);
        assertThat(draws.values("x." + columns)[0]).containsExactly(20_000, 1e9 + 20_000, 2e9 + 20_000);
    }

    @Test
    void columnsComeInTheOrderAskedFor() throws IOException {
        Files.writeString(directory.resolve("chain-1.csv"), "a,b,c\n1,2,3\n4,5,6\n");
        List<String> seen = new ArrayList<>();
        CsvDraws.read(directory)
                .draws()
                .read(List.of(2, 0, 2), (index, chains) -> seen.add(index + ":" + Arrays.toString(chains[0])));
        assertThat(seen).containsExactly("2:[3.0, 6.0]", "0:[1.0, 4.0]", "2:[3.0, 6.0]");
    }

    @Test
    void emptyDirectoryHasNoRun() {
        assertThatThrownBy(() -> CsvDraws.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no chain-1.csv in");
    }

    /** Evaluates to a defect after some thousand gradients. */
    private static final class FailingLater implements LogDensity {
        private final LogDensity target;
        private int evaluations;

        FailingLater(LogDensity target) {
            this.target = target;
        }

        @Override
        public int dimension() {
            return target.dimension();
        }

        @Override
        public double value(double[] q) {
            return target.value(q);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            if (++evaluations > 2000) {
                throw new ModelFailure(ModelFailure.Kind.INDEX, "m.model:1:1", "index 4 of 3");
            }
            return target.gradient(q, gradient);
        }
    }
}
