package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts at the root, where a tool that they need is missing. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String printed) {}

    private static Outcome run(String script, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", ROOT.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), printed);
    }

    @Test
    void launcherSaysInOneSentenceThatThereIsNoJdk() throws Exception {
        Map<String, String> variables = Map.of("COTANGENT_JAVA_HOME", folder.toString());

        assertThat(run("cotangent", variables, "--version"))
                .isEqualTo(
                        new Outcome(2, "cotangent: COTANGENT_JAVA_HOME, " + folder + ", is not a JDK 17 or newer\n"));
    }

    @Test
    void launcherRefusesAnOldJdk() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        assertThat(Files.createFile(folder.resolve("bin/java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.2\"\n");

        assertThat(run("cotangent", Map.of("COTANGENT_JAVA_HOME", folder.toString()), "--version")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void mavenScriptSaysWhatToDoWithoutMaven() throws Exception {
        Map<String, String> variables =
                Map.of("PATH", folder.toString(), "MVNW_REPOURL", "", "MAVEN_USER_HOME", folder.toString());

        assertThat(run("mvnw", variables, "verify"))
                .isEqualTo(new Outcome(
                        2,
                        "mvnw: install Maven 3.8 or newer, or set MVNW_REPOURL to a Maven repository"
                                + " to download Maven 3.9.11 from\n"));
    }
}
