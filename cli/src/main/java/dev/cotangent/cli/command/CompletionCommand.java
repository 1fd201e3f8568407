package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cotangent generate-completion}: lets a shell complete the command line. */
@Command(
        name = "generate-completion",
        description = "Print a script with which bash and zsh complete commands and options: source <(cotangent"
                + " generate-completion)")
public final class CompletionCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    public CompletionCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        environment.out().print(AutoComplete.bash("cotangent", spec.root().commandLine()));
        environment.out().flush();
        return ExitCode.OK;
    }
}
