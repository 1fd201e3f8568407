package dev.cotangent.bench.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StancSuiteTest {

    @TempDir
    Path stanc3;

    @Test
    void expectedLineIsTheFirstThatTheMessageNames() throws IOException {
        write("bad/group/stanc.expected", """
                  $ stanc first.stan
                Semantic error in 'first.stan', line 7, column 0 to column 3:
                     7:  x[1] = 2;
                [exit 1]
                  $ ../stanc second.stan
                Syntax error in 'other.stan', line 12, column 4, included from
                'second.stan', line 3, column 0
                """);
        write("bad/group/first.stan", "");
        write("bad/group/second.stan", "");
        write("good/third.stan", "");

        List<StancProgram> programs = StancSuite.read(stanc3);

        assertThat(programs)
                .extracting(
                        StancProgram::name,
                        StancProgram::good,
                        p -> p.errorLine().orElse(0))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("bad/group/first.stan", false, 7),
                        org.assertj.core.groups.Tuple.tuple("bad/group/second.stan", false, 12),
                        org.assertj.core.groups.Tuple.tuple("good/third.stan", true, 0));
    }

    @Test
    void verdictsTellRejectedFromUnsupportedAndDefects() throws Exception {
        write("good/fine.stan", "parameters { real x; } model { x ~ normal(0, 1); }");
        write("good/wrong.stan", "parameters { real x; }\nmodel { x ~ normal(0, y); }");

        try (Trial trial = new Trial(false, 60)) {
            List<StancProgram> programs = StancSuite.read(stanc3);
            assertThat(trial.of(programs.get(0)).kind()).isEqualTo(Verdict.Kind.ACCEPTED);
            Verdict verdict = trial.of(programs.get(1));
            assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REJECTED);
            assertThat(verdict.line()).isEqualTo(2);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = stanc3.resolve("test/integration").resolve(name);
        Files.createDirectories(file.getParent());
        Files.createDirectories(stanc3.resolve("test/integration/bad"));
        Files.writeString(file, text);
    }
}
