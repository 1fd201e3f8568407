package dev.cotangent.cli.command;

import dev.cotangent.ModelCompilationException;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.spi.FormatsSource;
import dev.cotangent.spi.SourceStyle;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cotangent format}: gives sources one layout. */
@Command(
        name = "format",
        description = {
            "Print models and library files in the canonical layout, comments included.",
            "A file with syntax errors is left as it is."
        })
public final class FormatCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "Files to format.")
    private List<Path> files;

    @ArgGroup
    private Destination destination = new Destination();

    @Option(
            names = "--max-line-length",
            paramLabel = "N",
            description = "Columns that a line has at most. Default: ${DEFAULT-VALUE}.")
    private int maxLineLength = SourceStyle.DEFAULT_LENGTH;

    @Option(
            names = "--canonicalize",
            paramLabel = "WHAT",
            split = ",",
            description = "Write more than the layout in one way: deprecations, braces, parentheses.")
    private Set<SourceStyle.Canonical> canonical = EnumSet.noneOf(SourceStyle.Canonical.class);

    /** Where the result goes, if not to standard output. */
    static final class Destination {
        @Option(names = "--check", description = "Only name the files that would change; exit code 1 if there are any.")
        private boolean check;

        @Option(names = "--in-place", description = "Overwrite the files.")
        private boolean inPlace;
    }

    public FormatCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        SourceStyle style = style();
        int exitCode = ExitCode.OK;
        for (Path file : files) {
            exitCode = Math.max(exitCode, format(file, style));
        }
        return exitCode;
    }

    private SourceStyle style() {
        try {
            return new SourceStyle(maxLineLength, canonical);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** What is wrong with one file does not keep the others from being formatted. */
    private int format(Path file, SourceStyle style) {
        try {
            ModelFile source = ModelFile.read(environment, file);
            return finish(file, source.text(), compiler().format(source.name(), source.text(), style));
        } catch (ModelCompilationException | UserError e) {
            environment.err().println("error: " + String.valueOf(e.getMessage()).stripTrailing());
            return ExitCode.SOFTWARE;
        }
    }

    private int finish(Path file, String before, String after) {
        boolean changed = !before.equals(after);
        if (destination.check) {
            if (changed) {
                environment.out().println(file);
            }
            return changed ? ExitCode.SOFTWARE : ExitCode.OK;
        }
        if (!destination.inPlace) {
            environment.out().print(after);
            environment.out().flush();
        } else if (changed) {
            new WholeFile(environment.directory().resolve(file)).replace(after, file);
        }
        return ExitCode.OK;
    }

    private FormatsSource compiler() {
        if (environment.compiler().get() instanceof FormatsSource formatter) {
            return formatter;
        }
        throw new UserError("this compiler cannot format sources");
    }
}
