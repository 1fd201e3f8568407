package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.output.JsonTree;
import dev.cotangent.spi.DescribesModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cotangent info}: tells what a model takes, computes and uses. */
@Command(
        name = "info",
        description =
                "Print what a model takes, computes and uses, as one JSON object: its variables with types, sizes and"
                        + " constraints, the functions and distributions that it calls, and the files that it includes.")
public final class InfoCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Mixin
    private CompileArguments arguments;

    public InfoCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        ModelFile model = ModelFile.read(environment, file);
        if (!(environment.compiler().get() instanceof DescribesModels compiler)) {
            throw new UserError("this compiler cannot describe models");
        }
        JsonTree.write(
                compiler.describe(model.name(), model.text(), arguments.of(environment, model.folder())),
                environment.out());
        environment.out().println();
        return ExitCode.OK;
    }
}
