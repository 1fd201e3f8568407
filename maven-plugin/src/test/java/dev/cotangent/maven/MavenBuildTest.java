package dev.cotangent.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fresh Maven project, made of the files in the guide for embedders, in a Maven of its own. */
@Tag("slow")
class MavenBuildTest {

    private static final Pattern FILE =
            Pattern.compile("```(?:xml|stan|java) file=(pom.xml|src/\\S+)\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern OUTPUT = Pattern.compile("App.java\n.*?```output\n(.*?)```", Pattern.DOTALL);

    private static LocalRepository repository;
    private static String guide;

    @TempDir
    Path project;

    @BeforeAll
    static void installArtifacts() throws IOException {
        repository = new LocalRepository(Path.of("target", "repository"));
        guide = Files.readString(Path.of("..", "docs", "embedding.md"));
    }

    private record Outcome(int exitCode, String output) {}

    private void writeFiles() throws IOException {
        List<String> names = new ArrayList<>();
        for (var file : FILE.matcher(guide).results().toList()) {
            Path path = project.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
            names.add(file.group(1));
        }
        assertThat(names).hasSize(3);
    }

    private static Outcome run(Path folder, List<String> command) throws Exception {
        Path log = Files.createTempFile("maven-build", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not done in 120 s: " + Files.readString(log));
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        return new Outcome(process.exitValue(), output);
    }

    private Outcome maven(String... goals) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-s",
                repository.settingsFile().toString(),
                "-Dmaven.repo.local=" + repository.path()));
        command.addAll(Arrays.asList(goals));
        return run(project, command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Test
    void compilesModelsAheadAndSamplesWithoutTheCompiler() throws Exception {
        writeFiles();
        Outcome built = maven(
                "compile",
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                "-Dmdep.outputFile=" + project.resolve("classpath"),
                "-Dmdep.includeScope=runtime");
        assertThat(built.exitCode()).as(built.output()).isZero();

        String classPath = Files.readString(project.resolve("classpath"));
        assertThat(Stream.of(classPath.split(File.pathSeparator))
                        .map(jar -> Path.of(jar).getFileName().toString())
                        .map(jar -> jar.replaceFirst("-\\d.*", "")))
                .containsExactlyInAnyOrder(
                        "cotangent-api",
                        "cotangent-runtime",
                        "cotangent-stdlib",
                        "commons-rng-client-api",
                        "commons-rng-core",
                        "commons-rng-simple",
                        "commons-rng-sampling",
                        "ejml-core",
                        "ejml-ddense",
                        "fastcsv",
                        "jackson-core");

        String all = project.resolve("target/classes") + File.pathSeparator + classPath;
        Outcome onClassPath = run(project, List.of(java(), "-cp", all, "com.example.App"));
        Matcher shown = OUTPUT.matcher(guide);
        assertThat(shown.find()).isTrue();
        assertThat(onClassPath.output()).isEqualTo(shown.group(1));

        Path moduleInfo = project.resolve("src/main/java/module-info.java");
        Files.writeString(
                moduleInfo, "module com.example { requires dev.cotangent.api; requires dev.cotangent.runtime; }\n");
        Outcome modular = maven("compile");
        assertThat(modular.exitCode()).as(modular.output()).isZero();
        Outcome onModulePath = run(
                project,
                List.of(java(), "-p", all, "--add-modules", "ALL-MODULE-PATH", "-m", "com.example/com.example.App"));
        assertThat(onModulePath.output()).isEqualTo(shown.group(1));
    }

    @Test
    void failsTheBuildWithTheLineOfAWrongModel() throws Exception {
        writeFiles();
        Path model = project.resolve("src/main/model/eight_schools.model");
        Files.writeString(model, Files.readString(model).replace("real mu;", "reel mu;"));
        Outcome outcome = maven("compile");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output())
                .containsPattern("ERROR\\S* \\S*/src/main/model/eight_schools.model:\\[8,8\\] ")
                .contains("reel mu;")
                .contains("a model does not compile: eight_schools.model")
                .doesNotContain("com/example/App.java");
    }
}
