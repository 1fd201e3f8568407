package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws go to the disk, and the summary reads them column by column: a run may be larger than the memory. */
class StreamingTest {

    @TempDir
    Path folder;

    /** 60,000 draws of 107 columns are 51 MB of doubles, and Java gets 36 MB for everything. */
    @Test
    @Tag("slow")
    void runIsLargerThanTheMemory() throws Exception {
        Files.writeString(
                folder.resolve("normal.model"), "parameters { vector[100] x; } model { x ~ std_normal(); }\n");
        Path printed = folder.resolve("printed.txt");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx36m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cotangent.cli.Main",
                "sample",
                "normal.model",
                "--chains=2",
                "--warmup=300",
                "--draws=30000",
                "--seed=1",
                "--out=run");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        int exitCode = process.waitFor();
        assertThat(exitCode).as(Files.readString(printed)).isZero();
        assertThat(Files.readString(printed)).contains("\nx.40 ", "and 60 more").doesNotContain("no summary");
    }
}
