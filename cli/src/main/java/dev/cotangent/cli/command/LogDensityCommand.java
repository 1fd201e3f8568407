package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.data.PointFile;
import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.output.LogDensityReport;
import dev.cotangent.runtime.output.LogDensityReport.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent log-density}: evaluates a model's log density and gradient at given points. */
@Command(
        name = "log-density",
        description = {
            "Print the log density and its gradient at given points, as one JSON object.",
            "Points are on the unconstrained scale; the density includes the Jacobian of the transforms, and is without"
                    + " the constants that ~ drops."
        })
public final class LogDensityCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Mixin
    private DataOption data;

    @Option(
            names = "--points",
            required = true,
            paramLabel = "FILE",
            description = "The points, as {\"points\": [[...], ...]}.")
    private Path points;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of transformed data. Default: ${DEFAULT-VALUE}.")
    private long seed = 0;

    @Mixin
    private CompileArguments arguments;

    @Mixin
    private PriorArguments prior;

    public LogDensityCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        LogDensity density = ModelFile.read(environment, file)
                .compile(environment, arguments, prior)
                .bind(data.read(environment).source(), seed)
                .newLogDensity();
        List<Evaluation> found = new ArrayList<>();
        for (double[] point : points(density.dimension())) {
            found.add(evaluate(density, point));
        }
        new LogDensityReport(density.dimension(), found).write(environment.out());
        environment.out().println();
        return ExitCode.OK;
    }

    private double[][] points(int dimension) {
        try {
            return PointFile.read(environment.directory().resolve(points), points.toString(), dimension);
        } catch (IOException e) {
            throw UserError.unreadable(points, e);
        }
    }

    private static Evaluation evaluate(LogDensity density, double[] point) {
        double[] gradient = new double[density.dimension()];
        double value = density.gradient(point, gradient);
        if (density instanceof ExplainsRejection explaining) {
            ModelFailure rejection = explaining.rejection().orElse(null);
            if (rejection != null && rejection.kind() != ModelFailure.Kind.SUPPORT) {
                throw rejection;
            }
            if (rejection != null) {
                Arrays.fill(gradient, Double.NaN);
            }
        }
        return new Evaluation(value, gradient);
    }
}
