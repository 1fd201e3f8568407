package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warnings and included files, with the real compiler. */
class WarningsTest {

    private static final String WARNING = """
            W201 m.model:1:33: warning: this divides integers, and so rounds towards zero
                1 | transformed data { real third = 1 / 3; } parameters { real x; } model { x ~ normal(third, 1); }
                  |                                 ^^^^^
              hint: if that is meant, write `%/%`; else `1.0 / 3`
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new);
        shell.file(
                "m.model",
                "transformed data { real third = 1 / 3; } parameters { real x; } model { x ~ normal(third, 1); }");
    }

    @Test
    void checkShowsThemOnceOnStandardError() {
        assertThat(shell.run("check", "m.model")).isEqualTo(new Outcome(0, "", WARNING + "m.model: 1 warning\n"));
    }

    @Test
    void pedanticAddsWhatIsSeldomMeant() {
        shell.file("m.model", "parameters { real x; } model { }");

        assertThat(shell.run("check", "m.model")).isEqualTo(new Outcome(0, "", "m.model: no problems found\n"));
        assertThat(shell.run("check", "--pedantic", "m.model")).isEqualTo(new Outcome(0, "", """
                W301 m.model:1:19: warning: the log density does not depend on the parameter `x`
                    1 | parameters { real x; } model { }
                      |                   ^
                  hint: remove it, or give it a distribution
                m.model: 1 warning
                """));
    }

    @Test
    void resultsStayClean() {
        Outcome outcome = shell.file("p.json", "{\"points\": [[1]]}").run("log-density", "m.model", "--points=p.json");
        assertThat(outcome.err()).isEqualTo(WARNING);
        assertThat(outcome.out()).startsWith("{\"dimension\":1");
    }

    @Test
    void includedFilesAreLookedForBesideTheModelAndThenInTheFoldersThatAreNamed() throws IOException {
        Files.createDirectory(folder.resolve("first"));
        Files.createDirectory(folder.resolve("second"));
        shell.file("m.model", "parameters {\n#include a.stan\n#include <b.stan>\n#include \"c.stan\"\n}\n")
                .file("a.stan", "real a;")
                .file("first/a.stan", "not reached")
                .file("first/b.stan", "real b;")
                .file("second/b.stan", "not reached")
                .file("second/c.stan", "real c;");

        Outcome outcome = shell.run("check", "m.model", "--include-path=first", "--include-path=second", "--emit=ast");

        assertThat(outcome.out()).isEqualTo("parameters {\n  real a;\n  real b;\n  real c;\n}\n");
    }

    @Test
    void errorsInIncludedFilesSayWhoIncludesThem() {
        shell.file("m.model", "data {\n  #include outer.stan\n}\n")
                .file("outer.stan", "\n#include inner.stan\n")
                .file("inner.stan", "int N;\nvector[M] x;\n");

        assertThat(shell.run("check", "m.model").err()).isEqualTo("""
                error: E201 inner.stan:2:8: `M` is not declared
                    2 | vector[M] x;
                      |        ^
                  included from outer.stan:2:1
                  included from m.model:2:3
                """);
    }
}
