package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.output.CsvDraws;
import dev.cotangent.runtime.output.StoredManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process that samples does when it is asked to end. */
@DisabledOnOs(OS.WINDOWS)
@Tag("slow")
class SignalsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void keepsTheDrawsSoFar(String signal, int exitCode) throws Exception {
        Files.writeString(folder.resolve("m.model"), "parameters { real x; } model { x ~ std_normal(); }\n");
        Path printed = folder.resolve("printed.txt");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cotangent.cli.Main",
                "sample",
                "m.model",
                "--draws=100000000",
                "--thin=1000",
                "--chains=2",
                "--out=run");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            awaitRows(folder.resolve("run/chain-1.csv.partial"));
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(printed)).isEqualTo(exitCode);
        assertThat(Files.readString(printed))
                .contains("stopped early; the draws so far are in run: go on with cotangent resume run", "\nx ");
        assertThat(StoredManifest.read(folder.resolve("run")).status()).isEqualTo("cancelled");
        assertThat(CsvDraws.read(folder.resolve("run")).draws().size(0)).isPositive();
        assertThat(folder.resolve("run/chain-1.csv")).exists();
        assertThat(folder.resolve("run/chain-1.checkpoint")).exists();
    }

    /** Waits until the metric, behind which rows follow, is on the disk. */
    private static void awaitRows(Path file) throws IOException, InterruptedException {
        for (int k = 0; k < 600; k++) {
            if (Files.exists(file) && Files.readString(file).contains("inverse mass")) {
                Thread.sleep(300);
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(file + " does not begin");
    }
}
