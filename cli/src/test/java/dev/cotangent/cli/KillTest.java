package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed without a warning at random moments, and resumed, end with the files of one that was not.
 *
 * <p>{@code ./mvnw test -pl cli -am -Dtest=KillTest -Dcotangent.kills=100 -DexcludedTags= -Dsurefire.failIfNoSpecifiedTests=false}
 * does it a hundred times and prints a line each time.
 */
class KillTest {

    private static final Path MODEL = Path.of("..", "models", "eight_schools_noncentered")
            .toAbsolutePath()
            .normalize();

    private static final List<List<String>> RUNS = List.of(
            List.of("--warmup=3000", "--draws=5000", "--save-warmup", "--metric=dense"),
            List.of("--warmup=500", "--draws=3000", "--method=hmc", "--integration-time=8"),
            List.of("--warmup=1000", "--draws=15000", "--thin=3", "--method=walnuts", "--threads=1"),
            List.of("--warmup=2000", "--draws=10000"));

    private static final int KILLS = Integer.getInteger("cotangent.kills", 4);

    @TempDir
    Path folder;

    /** How long whole runs took. */
    private final long[] millis = new long[RUNS.size()];

    private final Random random = new Random(Long.getLong("cotangent.kills.seed", 1));

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cotangent.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed.txt").toFile())
                .start();
    }

    private Process sample(List<String> options, String out) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "sample",
                MODEL.resolve("eight_schools_noncentered.model").toString(),
                "--data=" + MODEL.resolve("data.json"),
                "--seed=11",
                "--chains=3",
                "--checkpoint=0.02s",
                "--out=" + out));
        all.addAll(options);
        return start(all.toArray(String[]::new));
    }

    private void finish(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("printed.txt")))
                .isZero();
    }

    /** What must be the same: all files but checkpoints and what a lock left, without times and the folder's name. */
    private Map<String, String> content(String run) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(run)).sorted()) {
            for (Path file : files.toList()) {
                if (!file.toString().contains(".checkpoint") && !file.endsWith("run.lock")) {
                    content.put(
                            file.getFileName().toString(),
                            Files.readString(file)
                                    .replaceAll("(?m)^#.*seconds \\(.*$", "")
                                    .replaceAll("\"seconds\" : .*", "")
                                    .replace("--out=" + run, ""));
                }
            }
        }
        return content;
    }

    private static void assertSame(Map<String, String> found, Map<String, String> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((file, content) -> {
            List<String> lines = found.get(file).lines().toList();
            List<String> expectedLines = content.lines().toList();
            for (int k = 0; k < Math.min(lines.size(), expectedLines.size()); k++) {
                assertThat(lines.get(k)).as(file + ", line " + (k + 1)).isEqualTo(expectedLines.get(k));
            }
            assertThat(lines).as(file).hasSameSizeAs(expectedLines);
        });
    }

    @Test
    @Tag("slow")
    void killedRunsEndAsWholeOnes() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            int kind = kill % RUNS.size();
            String whole = "whole-" + kind;
            long started = System.nanoTime();
            if (Files.notExists(folder.resolve(whole))) {
                finish(sample(RUNS.get(kind), whole));
                millis[kind] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            }
            String run = "killed-" + kill;
            int deaths = killAndResume(kind, run);
            assertSame(content(run), content(whole));
            if (KILLS > 10) {
                System.err.println("run " + (kill + 1) + ": killed " + deaths + " times, identical");
            }
            delete(run);
        }
    }

    /** Kills a run once at least, and at times what resumes it, too; returns how often. */
    private int killAndResume(int kind, String run) throws Exception {
        int deaths = 0;
        boolean kill = true;
        while (kill) {
            Process process = go(kind, run);
            kill = !process.waitFor(random.nextLong(millis[kind]), TimeUnit.MILLISECONDS);
            if (kill) {
                process.destroyForcibly().waitFor();
                deaths++;
                kill = random.nextInt(3) == 0;
            } else {
                // it was faster than the first one
                finish(process);
                delete(run);
                kill = true;
            }
        }
        finish(go(kind, run));
        return deaths;
    }

    /** Begins a run, or goes on with it if there is one. */
    private Process go(int kind, String run) throws IOException {
        return Files.exists(folder.resolve(run).resolve("run.json"))
                ? start("resume", run, "--checkpoint=0.02s")
                : sample(RUNS.get(kind), run);
    }

    private void delete(String run) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(run))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder.resolve(run));
    }
}
