package dev.cotangent.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.RunControl;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.RunStatus;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.AdaptationScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was stopped goes on to the very files of one that was not. */
class ResumeTest {

    private static final Model MODEL = PlainModel.of(new Banana());
    private static final Provenance PROVENANCE = new Provenance("1.2.3", "abc", "def");
    /** So short that a checkpoint is written whenever the rule that bounds their cost permits. */
    private static final Duration OFTEN = Duration.ofNanos(1);

    @TempDir
    private Path folder;

    private static SamplerOptions.Builder options() {
        return SamplerOptions.builder().chains(2).warmup(150).draws(100).seed(4).refresh(1);
    }

    private RunReport run(String name, Model model, SamplerOptions options, boolean continuing, RunObserver observer) {
        return run(name, model, options, continuing, observer, Cancellation.onRequest());
    }

    private RunReport run(
            String name,
            Model model,
            SamplerOptions options,
            boolean continuing,
            RunObserver observer,
            Cancellation cancellation) {
        Path directory = folder.resolve(name);
        byte[] identity = RunIdentity.of(Sampler.header(model, options), PROVENANCE);
        CsvSink csv = continuing ? CsvSink.continuing(directory, PROVENANCE) : new CsvSink(directory, PROVENANCE);
        DrawSink sinks = DrawSink.all(List.of(csv, new RunManifest(directory, PROVENANCE)));
        CheckpointFiles checkpoints = continuing
                ? CheckpointFiles.continuing(directory, identity, OFTEN)
                : CheckpointFiles.beginning(directory, identity, OFTEN);
        return Sampler.run(model, options, sinks, new RunControl(observer, cancellation, checkpoints));
    }

    private void stopAt(int iteration, Model model, SamplerOptions options) {
        Cancellation cancellation = Cancellation.onRequest();
        RunReport report = run("stopped", model, options, false, stopper(iteration, cancellation), cancellation);
        assertThat(report.status()).isEqualTo(RunStatus.CANCELLED);
    }

    private void stopAgainAt(int iteration, Model model, SamplerOptions options) {
        Cancellation cancellation = Cancellation.onRequest();
        run("stopped", model, options, true, stopper(iteration, cancellation), cancellation);
    }

    /** Gives chains time for a checkpoint or two before it stops them. */
    private static RunObserver stopper(int iteration, Cancellation cancellation) {
        return progress -> {
            if (progress.iteration() >= iteration - 8) {
                LockSupport.parkNanos(1_000_000);
            }
            if (progress.iteration() >= iteration) {
                cancellation.cancel();
            }
        };
    }

    private RunReport resume(Model model, SamplerOptions options) {
        return run("stopped", model, options, true, RunObserver.SILENT);
    }

    /** What must be the same: all but times. */
    private String content(String file) throws IOException {
        return Files.readString(folder.resolve(file))
                .replaceAll("(?m)^#.*seconds \\(.*$", "")
                .replaceAll("\"seconds\" : .*", "");
    }

    private void assertSameFiles() throws IOException {
        for (String file : List.of("chain-1.csv", "chain-2.csv", "run.json")) {
            assertThat(content("stopped/" + file)).isEqualTo(content("whole/" + file));
        }
        try (Stream<Path> files = Files.list(folder.resolve("stopped"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("(chain-\\d\\.(csv|checkpoint(\\.previous)?)|run\\.json)"));
        }
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("nuts", MODEL, options().build()),
                Arguments.of(
                        "warmup kept, thinned",
                        MODEL,
                        options().saveWarmup(true).thin(3).build()),
                Arguments.of("dense", MODEL, options().metric(MetricKind.DENSE).build()),
                Arguments.of(
                        "low rank", MODEL, options().metric(MetricKind.LOW_RANK).build()),
                Arguments.of(
                        "windows",
                        MODEL,
                        options()
                                .adaptation(AdaptationOptions.of(AdaptationScheme.WINDOWS))
                                .build()),
                Arguments.of("hmc", MODEL, options().method(Method.hmc()).build()),
                Arguments.of(
                        "no warmup",
                        MODEL,
                        options().warmup(0).stepSize(0.1).draws(250).build()),
                Arguments.of(
                        "no parameters",
                        PlainModel.of(Gaussian.standard(0)),
                        options().warmup(0).draws(250).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void stoppedRunEndsWithTheFilesOfAWholeOne(String name, Model model, SamplerOptions options) throws IOException {
        run("whole", model, options, false, RunObserver.SILENT);
        for (int iteration : List.of(1, 30, 149, 150, 151, 240)) {
            stopAt(iteration, model, options);
            assertThat(resume(model, options).status()).isEqualTo(RunStatus.COMPLETE);
            assertSameFiles();
        }
    }

    @Test
    void mayBeStoppedAgainAndAgain() throws IOException {
        run("whole", MODEL, options().build(), false, RunObserver.SILENT);
        stopAt(20, MODEL, options().build());
        for (int iteration = 40; iteration < 250; iteration += 30) {
            stopAgainAt(iteration, MODEL, options().build());
        }
        resume(MODEL, options().build());
        assertSameFiles();
    }

    @Test
    void goesOnBeyondItsEndAsALongerRunWould() throws IOException {
        run("whole", MODEL, options().draws(180).build(), false, RunObserver.SILENT);
        run("stopped", MODEL, options().build(), false, RunObserver.SILENT);
        resume(MODEL, options().draws(180).build());
        assertSameFiles();
    }

    @Test
    void completeRunStaysAsItIs() throws IOException {
        run("whole", MODEL, options().build(), false, RunObserver.SILENT);
        run("stopped", MODEL, options().build(), false, RunObserver.SILENT);
        resume(MODEL, options().build());
        assertSameFiles();
    }

    /** Bytes that a process had written behind its last checkpoint, up to the middle of a row. */
    @Test
    void whatFollowsTheCheckpointIsDrawnAnew() throws IOException {
        run("whole", MODEL, options().build(), false, RunObserver.SILENT);
        stopAt(200, MODEL, options().build());
        Path file = folder.resolve("stopped/chain-1.csv");
        Path partial = folder.resolve("stopped/chain-1.csv.partial");
        Files.move(file, partial);
        Files.writeString(partial, Files.readString(partial) + "-1.5,0.9,0.1,3,7,0,2.25,1.");
        resume(MODEL, options().build());
        assertSameFiles();
    }

    @Test
    void chainWithoutCheckpointBeginsAnew() throws IOException {
        run("whole", MODEL, options().build(), false, RunObserver.SILENT);
        stopAt(200, MODEL, options().build());
        Files.delete(folder.resolve("stopped/chain-2.checkpoint"));
        Files.deleteIfExists(folder.resolve("stopped/chain-2.checkpoint.previous"));
        resume(MODEL, options().build());
        assertSameFiles();
    }

    /** Every byte of a checkpoint matters: with any one changed, the one before it is used. */
    @Test
    void damagedCheckpointGivesWayToTheOneBefore() throws IOException {
        run("whole", MODEL, options().build(), false, RunObserver.SILENT);
        stopAt(200, MODEL, options().build());
        stopAgainAt(240, MODEL, options().build());
        Path newest = folder.resolve("stopped/chain-1.checkpoint");
        Path csv = folder.resolve("stopped/chain-1.csv");
        byte[] bytes = Files.readAllBytes(newest);
        Path previous = folder.resolve("stopped/chain-1.checkpoint.previous");
        byte[] before = Files.readAllBytes(previous);
        byte[] rows = Files.readAllBytes(csv);
        Random random = new Random(5);
        for (int trial = 0; trial < 20; trial++) {
            Files.write(csv, rows);
            Files.write(previous, before);
            Files.write(newest, damaged(bytes, random));
            resume(MODEL, options().build());
            assertSameFiles();
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    @Test
    void saysWhichCheckpointCannotBeUsedAndLeavesTheDraws() throws IOException {
        stopAt(240, MODEL, options().build());
        Files.writeString(folder.resolve("stopped/chain-2.checkpoint"), "COTCHECK");
        Files.deleteIfExists(folder.resolve("stopped/chain-2.checkpoint.previous"));
        String before = content("stopped/chain-2.csv");
        assertThatThrownBy(() -> resume(MODEL, options().build()))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .hasMessage("chain 2 cannot go on from its checkpoint: chain-2.checkpoint is damaged: it is too short;"
                        + " to draw the chain anew, delete chain-2.checkpoint and chain-2.checkpoint.previous");
        assertThat(content("stopped/chain-2.csv")).isEqualTo(before);
    }

    @Test
    void checkpointOfAnotherRunIsRefused() throws IOException {
        stopAt(240, MODEL, options().build());
        Path directory = folder.resolve("stopped");
        Path[] files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.toString().contains("checkpoint")).toArray(Path[]::new);
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        assertThatThrownBy(() -> resume(MODEL, options().seed(5).build()))
                .cause()
                .hasMessageContaining("chain-1.checkpoint belongs to another run");
        Files.copy(
                directory.resolve("chain-2.checkpoint"),
                directory.resolve("chain-1.checkpoint"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(directory.resolve("chain-1.checkpoint.previous"));
        assertThatThrownBy(() -> resume(MODEL, options().build()))
                .cause()
                .hasMessageContaining("chain-1.checkpoint belongs to another chain");
    }

    @Test
    void rowsThatWereChangedAreRefused() throws IOException {
        // The last checkpoint of a complete run covers all rows.
        run("stopped", MODEL, options().build(), false, RunObserver.SILENT);
        Files.deleteIfExists(folder.resolve("stopped/chain-1.checkpoint.previous"));
        Path file = folder.resolve("stopped/chain-1.csv");
        String rows = Files.readString(file);
        int row = rows.indexOf('\n', rows.indexOf("inverse mass matrix")) + 1;
        row = rows.indexOf('\n', row) + 1;
        char digit = rows.charAt(row + 3);
        Files.writeString(file, rows.substring(0, row + 3) + (digit == '7' ? '8' : '7') + rows.substring(row + 4));
        assertThatThrownBy(() -> resume(MODEL, options().draws(180).build()))
                .cause()
                .hasMessageContaining("chain-1.csv was changed after it was written");
        Files.writeString(file, rows.substring(0, row));
        assertThatThrownBy(() -> resume(MODEL, options().draws(180).build()))
                .cause()
                .hasMessageContaining("chain-1.csv is shorter than when it was written");
        Files.delete(file);
        assertThatThrownBy(() -> resume(MODEL, options().draws(180).build()))
                .cause()
                .hasMessageContaining("chain-1.csv.partial is missing");
    }
}
