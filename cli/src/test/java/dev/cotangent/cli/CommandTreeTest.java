package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    @Test
    void namesAnUnknownOptionWithTheNearestOne() {
        assertThat(shell.run("sample", "m.model", "--drawz", "10")).isEqualTo(new Outcome(2, "", """
                error: unknown option --drawz
                  hint: did you mean --draws?
                see cotangent sample --help
                """));
    }

    @Test
    void namesAnUnknownCommandWithTheNearestOne() {
        assertThat(shell.run("chek")).isEqualTo(new Outcome(2, "", """
                error: unknown command chek
                  hint: did you mean check?
                see cotangent --help
                """));
    }

    @Test
    void asksForACommand() {
        assertThat(shell.run()).isEqualTo(new Outcome(2, "", """
                error: no command given
                see cotangent --help
                """));
    }

    @Test
    void asksForAModel() {
        assertThat(shell.run("check")).isEqualTo(new Outcome(2, "", """
                error: missing required parameter: 'MODEL'
                see cotangent check --help
                """));
    }

    @Test
    void rejectsAValueThatIsNoNumber() {
        assertThat(shell.run("sample", "m.model", "--chains=four")).isEqualTo(new Outcome(2, "", """
                error: --chains takes a whole number up to 2147483647, not 'four'
                see cotangent sample --help
                """));
    }

    @Test
    void namesTheValuesOfAnOption() {
        assertThat(shell.run("sample", "m.model", "--method=foo")).isEqualTo(new Outcome(2, "", """
                error: --method takes nuts or walnuts or hmc or rmhmc or smc or follmer or ensemble or stretch or sgld or sgld-cv or sghmc or baoab or aboba or lie-trotter or dsgld or fsgld or fald, not 'foo'
                see cotangent sample --help
                """));
    }

    @Test
    void rejectsArgumentsInExcess() {
        assertThat(shell.run("check", "a.model", "b.model")).isEqualTo(new Outcome(2, "", """
                error: unexpected argument b.model
                see cotangent check --help
                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "format",
                "info",
                "log-density",
                "gradient-check",
                "sample",
                "summary",
                "optimize",
                "laplace",
                "pathfinder"
            })
    void explainsEachCommand(String command) {
        Outcome outcome = shell.run(command, "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("Usage: cotangent " + command + " ");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void listsEveryCommand() {
        assertThat(shell.run("--help").out()).contains("\n  check ", "\n  log-density ", "\n  sample ", "\n  summary ");
    }

    @Test
    void completesCommandsAndOptions() {
        assertThat(shell.run("generate-completion").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("check compile format info log-density gradient-check sample resume")
                .contains("--max-line-length");
    }

    @Test
    void tellsTheVersion() {
        assertThat(shell.run("--version").out()).matches("cotangent \\d+\\.\\d+\\.\\d+\\S* \\(Java .+\\)\n");
    }

    @Test
    void asksForAReportOfADefect() {
        assertThat(shell.file("m.model", "defect").run("check", "m.model")).isEqualTo(new Outcome(1, "", """
                error: internal error: java.lang.IllegalStateException: no such case
                This is a defect of Cotangent: please report it with the model and what --debug prints.
                """));
    }

    @Test
    void showsStackTracesOnRequestOnly() {
        shell.file("m.model", "syntax");

        assertThat(shell.run("check", "m.model").err()).doesNotContain("\tat ");
        assertThat(shell.run("--debug", "check", "m.model").err()).contains("\tat ");
        assertThat(shell.run("check", "m.model", "--debug").err()).contains("\tat ");
    }
}
