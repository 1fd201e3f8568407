package dev.cotangent.cli.command;

import dev.cotangent.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line without a command, and the options that every command has. */
@Command(
        name = "cotangent",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Compiles probabilistic models to bytecode and draws from their posteriors.",
        footer = {"", "Exit codes: 0 all went well, 1 the model, the data or the run failed, 2 wrong usage."})
public final class RootCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version.")
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    private boolean debug;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
