package dev.cotangent.cli;

import dev.cotangent.cli.command.CheckCommand;
import dev.cotangent.cli.command.CompareCommand;
import dev.cotangent.cli.command.CompileCommand;
import dev.cotangent.cli.command.CompletionCommand;
import dev.cotangent.cli.command.DataCommand;
import dev.cotangent.cli.command.DiagnoseCommand;
import dev.cotangent.cli.command.FormatCommand;
import dev.cotangent.cli.command.GenerateCommand;
import dev.cotangent.cli.command.GradientCheckCommand;
import dev.cotangent.cli.command.InfoCommand;
import dev.cotangent.cli.command.LaplaceCommand;
import dev.cotangent.cli.command.LogDensityCommand;
import dev.cotangent.cli.command.LooCommand;
import dev.cotangent.cli.command.OptimizeCommand;
import dev.cotangent.cli.command.PackCommand;
import dev.cotangent.cli.command.PathfinderCommand;
import dev.cotangent.cli.command.PredictCommand;
import dev.cotangent.cli.command.ResumeCommand;
import dev.cotangent.cli.command.RootCommand;
import dev.cotangent.cli.command.SampleCommand;
import dev.cotangent.cli.command.SummaryCommand;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** All commands under their names, and the rules that hold for each of them. */
public final class CommandTree {

    private CommandTree() {}

    /**
     * Runs a command.
     *
     * @return 0 if all went well, 1 if the model, the data or the run failed, 2 if the command line is wrong
     */
    public static int run(Environment environment, String... arguments) {
        // Looked for by hand, as it has to work whatever else is wrong with the arguments.
        boolean debug = Arrays.asList(arguments).contains("--debug");
        FailureReport failures = new FailureReport(environment.err(), debug);
        try {
            return of(environment, failures).execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return failures.exhausted(e);
        }
    }

    private static CommandLine of(Environment environment, FailureReport failures) {
        CommandLine commands = new CommandLine(new RootCommand())
                .addSubcommand(new CheckCommand(environment))
                .addSubcommand(new CompileCommand(environment))
                .addSubcommand(new FormatCommand(environment))
                .addSubcommand(new InfoCommand(environment))
                .addSubcommand(new LogDensityCommand(environment))
                .addSubcommand(new GradientCheckCommand(environment))
                .addSubcommand(new SampleCommand(environment))
                .addSubcommand(new ResumeCommand(environment))
                .addSubcommand(new SummaryCommand(environment))
                .addSubcommand(new DiagnoseCommand(environment))
                .addSubcommand(new LooCommand(environment))
                .addSubcommand(new CompareCommand(environment))
                .addSubcommand(new GenerateCommand(environment))
                .addSubcommand(new OptimizeCommand(environment))
                .addSubcommand(new LaplaceCommand(environment))
                .addSubcommand(new PathfinderCommand(environment))
                .addSubcommand(new PredictCommand(environment))
                .addSubcommand(new CommandLine(new DataCommand()).addSubcommand(new PackCommand(environment)))
                .addSubcommand(new CompletionCommand(environment));
        // Without this picocli probes consoles and libraries for colour.
        commands.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        commands.setOut(environment.out());
        commands.setErr(environment.err());
        commands.setUsageHelpWidth(100);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setAbbreviatedOptionsAllowed(false);
        commands.setParameterExceptionHandler((failure, args) -> UsageReport.print(failure));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
        return commands;
    }
}
