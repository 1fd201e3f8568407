package dev.cotangent.cli.command;

import dev.cotangent.CompileOptions;
import dev.cotangent.cli.Environment;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.spi.ModelCompiler;
import dev.cotangent.spi.ShowsPhases;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cotangent check}: compiles a model and says what is wrong with it, or shows what it becomes. */
@Command(name = "check", description = "Compile a model without running it.")
public final class CheckCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Option(
            names = "--emit",
            paramLabel = "PHASE",
            description =
                    "Print what the model becomes: ast, types, generative, plates, ir, ir-gradient, metric or bytecode.")
    private Optional<String> phase;

    @Option(names = "--pedantic", description = "Warn about what is valid and seldom meant, too.")
    private boolean pedantic;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Data in Stan's JSON format, of which --emit=plates shows how many rows there are.")
    private Optional<Path> data;

    @Mixin
    private CompileArguments arguments;

    public CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ModelFile model = ModelFile.read(environment, file);
        if (phase.isPresent()) {
            environment.out().println(show(model, phase.get()).stripTrailing());
            data.ifPresent(path -> showRows(model, path));
        } else {
            int warnings = model.compile(environment, options(model)).warnings().size();
            environment.err().println(model.name() + ": " + summary(warnings));
        }
        return ExitCode.OK;
    }

    /** Says how many rows the data have of the plate that the model is evaluated by. */
    private void showRows(ModelFile model, Path path) {
        Model bound = model.compileSilently(environment, options(model).withPlates())
                .bind(DataOption.read(environment, path).source())
                .model();
        bound.newAdditiveDensity()
                .ifPresent(density -> environment
                        .out()
                        .println("rows of " + bound.plate().orElseThrow().size() + " in " + path + ": "
                                + density.rows()));
    }

    private static String summary(int warnings) {
        if (warnings == 0) {
            return "no problems found";
        }
        return warnings == 1 ? "1 warning" : warnings + " warnings";
    }

    private String show(ModelFile model, String wanted) {
        ModelCompiler compiler = environment.compiler().get();
        if (!(compiler instanceof ShowsPhases printer)) {
            throw new ParameterException(spec.commandLine(), "this compiler cannot show phases");
        }
        if (!printer.phases().contains(wanted)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "unknown phase '" + wanted + "'; there are " + String.join(", ", printer.phases()));
        }
        return printer.show(wanted, model.name(), model.text(), options(model));
    }

    private CompileOptions options(ModelFile model) {
        CompileOptions options = arguments.of(environment, model.folder());
        return pedantic ? options.withPedanticWarnings() : options;
    }
}
