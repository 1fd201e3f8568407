package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent predict}: generated quantities from the posterior, the draws of a run, or from the prior. */
@Command(
        name = "predict",
        description = {
            "Draw what a model predicts, its generated quantities: from the posterior, with --run, or from the prior.",
            "With --run it is generate, with --prior sample --prior, which has more options."
        })
public final class PredictCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    /** Where parameters come from. */
    private static final class Origin {
        @Option(
                names = "--run",
                required = true,
                split = ",",
                paramLabel = "DIR",
                description = "Predict from the posterior: folder of its run; or CSV files, separated by commas.")
        private List<Path> run = List.of();

        @Option(names = "--prior", required = true, description = "Predict from the prior.")
        private boolean prior;
    }

    @ArgGroup(multiplicity = "1")
    private Origin origin = new Origin();

    @Option(names = "--draws", paramLabel = "N", description = "With --prior: draws a chain. Default: 1000.")
    private Optional<Integer> draws;

    @Mixin
    private GenerationArguments arguments;

    public PredictCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        if (!origin.prior) {
            return arguments.generate(environment, file, origin.run);
        }
        List<String> sample = new ArrayList<>(List.of(file.toString(), "--prior"));
        draws.ifPresent(count -> sample.add("--draws=" + count));
        sample.addAll(arguments.given());
        return new CommandLine(new SampleCommand(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(environment.out())
                .setErr(environment.err())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    throw failure;
                })
                .execute(sample.toArray(String[]::new));
    }
}
