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

    /** A folder with the launcher, a build that takes a second and leaves a line in a file, and a Java that does nothing. */
    private void prepareBuild() throws IOException {
        Files.createDirectories(folder.resolve("jdk/bin"));
        script("jdk/bin/java", "exit 0");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.1\"\n");
        script("mvnw", "sleep 1; mkdir -p cli/target/app; : >cli/target/app/a.jar; echo built >>built.txt");
        Files.copy(ROOT.resolve("cotangent"), folder.resolve("cotangent"));
    }

    private void script(String name, String commands) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void twoFirstRunsBuildOnce() throws Exception {
        prepareBuild();
        List<Process> processes = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            ProcessBuilder builder =
                    new ProcessBuilder("/bin/sh", folder.resolve("cotangent").toString(), "--version");
            builder.environment()
                    .put("COTANGENT_JAVA_HOME", folder.resolve("jdk").toString());
            processes.add(builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("printed-" + k).toFile())
                    .start());
        }
        for (int k = 0; k < 3; k++) {
            int exitCode = processes.get(k).waitFor();
            assertThat(exitCode)
                    .as(Files.readString(folder.resolve("printed-" + k)))
                    .isZero();
        }
        assertThat(folder.resolve("built.txt")).hasContent("built");
    }

    @Test
    void lockOfADeadBuildIsNoHindrance() throws Exception {
        prepareBuild();
        Files.createDirectories(folder.resolve("cli/target/cotangent.locked"));
        Files.writeString(folder.resolve("cli/target/cotangent.locked/owner"), "999999999\n");
        Files.createFile(folder.resolve("cli/target/cotangent.lock"));
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", folder.resolve("cotangent").toString(), "--version");
        builder.environment().put("COTANGENT_JAVA_HOME", folder.resolve("jdk").toString());
        assertThat(builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("printed").toFile())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(folder.resolve("built.txt")).hasContent("built");
    }
}
