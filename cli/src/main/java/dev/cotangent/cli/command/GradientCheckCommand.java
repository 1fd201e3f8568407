package dev.cotangent.cli.command;

import dev.cotangent.Autodiff;
import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.DensityScale;
import dev.cotangent.ModelCompilationException;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.report.GradientReport;
import dev.cotangent.runtime.approximation.CoordinateNames;
import dev.cotangent.runtime.data.PointFile;
import dev.cotangent.runtime.derivative.GradientCheck;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.MonitoredDensity;
import dev.cotangent.runtime.run.StartingPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** {@code cotangent gradient-check}: compares a model's gradient with differences and with another mode's. */
@Command(
        name = "gradient-check",
        description = {
            "Compare the gradient of a model with differences of its log density, and with that of the other way to"
                    + " differentiate.",
            "Exit code 1 if an entry differs."
        })
public final class GradientCheckCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Mixin
    private DataOption data;

    @Option(
            names = "--points",
            paramLabel = "FILE",
            description = "Unconstrained points to check at, as {\"points\": [[...], ...]}. Default: as --init says.")
    private Optional<Path> points;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Points to check at, each found as --init says. Default: ${DEFAULT-VALUE}.")
    private int count = 1;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description =
                    "Allowed difference, relative to the derivative but at least to 1. Default: ${DEFAULT-VALUE}.")
    private double tolerance = 1e-6;

    @Option(names = "--no-jacobian", description = "Check the log density without the Jacobian of the transforms.")
    private boolean noJacobian;

    @Option(names = "--all", description = "Show all entries, not the 20 worst.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Mixin
    private ClimbStart start;

    @Mixin
    private CompileArguments arguments;

    public GradientCheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        if (!(tolerance > 0)) {
            throw new ParameterException(spec.commandLine(), "--tolerance must be positive, but is " + tolerance);
        }
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be at least 1, but is " + count);
        }
        long seed = start.seed();
        Initialisation initialisation = start.initialisation(environment);
        ModelFile source = ModelFile.read(environment, file);
        CompileOptions options = arguments.of(environment, source.folder());
        options = noJacobian ? options.withScale(DensityScale.CONSTRAINED) : options;
        CompiledModel compiled = source.compile(environment, options);
        DataOption.Content content = data.read(environment);
        Model model = compiled.bind(content.source(), seed).model();
        PointEstimates.requireParameters(model);
        List<double[]> at = points.isPresent() ? given(model) : found(model, initialisation, seed);
        Optional<LogDensity> other = otherMode(source, options, content, seed);
        GradientReport report = check(model, at, other);
        if (json) {
            report.writeJson(seed, environment.out());
        } else {
            report.print(all ? Integer.MAX_VALUE : GradientReport.USUAL_ROWS, environment.out());
        }
        return report.differences() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<double[]> given(Model model) {
        Path named = points.orElseThrow();
        try {
            double[][] read = PointFile.read(
                    environment.directory().resolve(named),
                    named.toString(),
                    model.layout().dimension());
            if (read.length == 0) {
                throw new UserError(named + " holds no points");
            }
            return List.of(read);
        } catch (IOException e) {
            throw UserError.unreadable(named, e);
        }
    }

    private List<double[]> found(Model model, Initialisation initialisation, long seed) {
        MonitoredDensity density = new MonitoredDensity(model.newLogDensity(), () -> false);
        List<double[]> found = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            found.add(new StartingPoint(model, initialisation, "point", k)
                    .find(density, ChainStreams.of(seed, k).transitions()));
        }
        return found;
    }

    /** The model differentiated in the other way; empty if that cannot be. */
    private Optional<LogDensity> otherMode(
            ModelFile source, CompileOptions options, DataOption.Content content, long seed) {
        Autodiff mode = options.autodiff() == Autodiff.FORWARD ? Autodiff.MIXED : Autodiff.FORWARD;
        try {
            return Optional.of(source.compileSilently(environment, options.withAutodiff(mode))
                    .bind(content.source(), seed)
                    .newLogDensity());
        } catch (ModelCompilationException e) {
            return Optional.empty();
        }
    }

    private GradientReport check(Model model, List<double[]> at, Optional<LogDensity> other) {
        LogDensity density = model.newLogDensity();
        GradientCheck check = new GradientCheck(density, tolerance);
        List<GradientReport.Row> rows = new ArrayList<>();
        for (int k = 0; k < at.size(); k++) {
            double[] q = at.get(k);
            if (!Double.isFinite(density.value(q))) {
                throw new UserError("the log density at point " + (k + 1) + " is " + density.value(q)
                        + ": a gradient can be checked where it is finite only");
            }
            List<String> names = CoordinateNames.of(model, q);
            double[] others = new double[q.length];
            other.ifPresent(o -> o.gradient(q, others));
            int point = k + 1;
            check.at(q)
                    .forEach(entry -> rows.add(new GradientReport.Row(
                            point,
                            names.get(entry.coordinate()),
                            entry,
                            other.isPresent() ? others[entry.coordinate()] : Double.NaN)));
        }
        return new GradientReport(rows, at.size(), tolerance, other.isPresent());
    }
}
