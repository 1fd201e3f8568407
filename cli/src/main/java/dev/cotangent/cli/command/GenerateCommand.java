package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent generate}: generated quantities for the draws of a run. */
@Command(
        name = "generate",
        description = {
            "Compute transformed parameters and generated quantities for every draw of a run.",
            "The model may be another than that of the run, if its parameters are the same, and the data may be new."
                    + " Writes chain-1.csv, chain-2.csv ... and run.json, as sample does."
        })
public final class GenerateCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Option(
            names = "--run",
            required = true,
            split = ",",
            paramLabel = "DIR",
            description = "Folder of the run; or its CSV files, separated by commas.")
    private List<Path> run;

    @Mixin
    private GenerationArguments arguments;

    public GenerateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        return arguments.generate(environment, file, run);
    }
}
