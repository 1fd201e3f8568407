package dev.cotangent.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.CompileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBuildTest {

    @TempDir
    Path folder;

    private Path models;

    @BeforeEach
    void writeModels() throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        Files.createDirectories(models.resolve("sub"));
        Files.writeString(models.resolve("one.model"), "parameters { real x; } model { x ~ normal(0, 1); }");
        Files.writeString(
                models.resolve("sub/two.model"), "parameters { real x; }\nmodel {\n#include \"prior.txt\"\n}\n");
        Files.writeString(models.resolve("prior.txt"), "x ~ normal(0, 1);\n");
    }

    private ModelBuild.Result build() throws IOException {
        return build(CompileOptions.defaults());
    }

    private ModelBuild.Result build(CompileOptions options) throws IOException {
        return new ModelBuild(
                        models,
                        folder.resolve("sources"),
                        folder.resolve("classes"),
                        folder.resolve("records"),
                        "com.example",
                        options)
                .run();
    }

    @Test
    void putsModelsOfFoldersInPackages() throws IOException {
        assertThat(build().compiled()).isEqualTo(2);
        assertThat(folder.resolve("sources/com/example/One.java")).exists();
        assertThat(folder.resolve("classes/com/example/sub/TwoProgram.class")).exists();
    }

    @Test
    void compilesOnlyWhatHasChanged() throws IOException {
        build();
        assertThat(build().unchanged()).isEqualTo(2);
        Files.writeString(models.resolve("prior.txt"), "x ~ normal(0, 2);\n");
        assertThat(build().compiled()).isEqualTo(1);
        Files.writeString(models.resolve("one.model"), "parameters { real y; } model { y ~ normal(0, 1); }");
        assertThat(build().compiled()).isEqualTo(1);
        assertThat(build(CompileOptions.defaults().withCurvature()).compiled()).isEqualTo(2);
        Files.delete(folder.resolve("sources/com/example/One.java"));
        assertThat(build(CompileOptions.defaults().withCurvature()).compiled()).isEqualTo(1);
    }

    @Test
    void removesWhatWasMadeOfAModelThatIsGone() throws IOException {
        build();
        Files.delete(models.resolve("sub/two.model"));
        build();
        assertThat(folder.resolve("sources/com/example/sub/Two.java")).doesNotExist();
        assertThat(folder.resolve("classes/com/example/sub/TwoProgram.class")).doesNotExist();
        assertThat(folder.resolve("classes/com/example/OneProgram.class")).exists();
    }

    @Test
    void placesProblemsInIncludedTexts() throws IOException {
        Files.writeString(models.resolve("prior.txt"), "\nx ~ norml(0, 1);\n");
        ModelBuild.Result result = build();
        assertThat(result.failed()).containsExactly(Path.of("sub", "two.model").toString());
        assertThat(result.compiled()).isEqualTo(1);
        assertThat(result.errors().get(0)).contains(models.resolve("prior.txt") + ":[2,5] ");
        assertThat(folder.resolve("classes/com/example/sub/TwoProgram.class")).doesNotExist();
    }

    @Test
    void saysThatAFileNameIsNoName() throws IOException {
        Files.writeString(models.resolve("1.model"), "parameters { real x; } model { x ~ normal(0, 1); }");
        assertThat(build().errors().get(0)).contains("1.model:[1,1] ").contains("start with a letter");
    }
}
