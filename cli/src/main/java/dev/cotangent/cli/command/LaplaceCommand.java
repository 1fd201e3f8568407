package dev.cotangent.cli.command;

import dev.cotangent.CompiledModel;
import dev.cotangent.DensityScale;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.Version;
import dev.cotangent.cli.report.ClimbReport;
import dev.cotangent.cli.report.DirectionText;
import dev.cotangent.cli.report.DrawTable;
import dev.cotangent.cli.report.ImportanceReport;
import dev.cotangent.runtime.approximation.CoordinateNames;
import dev.cotangent.runtime.approximation.LaplaceRun;
import dev.cotangent.runtime.approximation.ModeSearch;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.derivative.DerivativeException;
import dev.cotangent.runtime.laplace.IndefiniteException;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.optimize.Termination;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.CancelledException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cotangent laplace}: draws from the normal approximation at a mode. */
@Command(
        name = "laplace",
        description = {
            "Draw from the normal approximation at the mode of a model.",
            "Finds the mode, or takes it from a run of cotangent optimize; its covariance is the inverse of the negative"
                    + " Hessian on the unconstrained scale. Writes chain-1.csv with columns log_p__ and log_q__, the log"
                    + " densities of model and approximation, and run.json."
        })
public final class LaplaceCommand implements Callable<Integer> {

    private static final int ROWS_SHOWN = 40;
    private static final int FIGURES = 2;
    /** Over this the differences behind the Hessian cannot be trusted. */
    private static final double ASYMMETRIC = 1e-3;

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Mixin
    private DataOption data;

    @Option(
            names = "--mode",
            paramLabel = "DIR",
            description = "A run of cotangent optimize whose optimum is the mode. Default: look for the mode.")
    private Optional<Path> mode;

    @Option(names = "--draws", paramLabel = "N", description = "Number of draws. Default: ${DEFAULT-VALUE}.")
    private int draws = 1000;

    @Option(
            names = "--no-jacobian",
            description = "Approximate at the penalised maximum likelihood estimate, without the Jacobian.")
    private boolean noJacobian;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "Look for the mode from so many starts. Default: ${DEFAULT-VALUE}.")
    private int starts = 1;

    @Option(
            names = "--max-iterations",
            paramLabel = "N",
            description = "Limit of steps a climb. Default: ${DEFAULT-VALUE}.")
    private int maxIterations = 2000;

    @Mixin
    private ClimbArguments climb;

    @Mixin
    private ClimbStart start;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private OutputArguments output;

    @Mixin
    private CompileArguments arguments;

    public LaplaceCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return output.interruptible(environment, this::call);
    }

    private int call(Cancellation cancellation) {
        if (draws < 1) {
            throw new ParameterException(spec.commandLine(), "--draws must be at least 1, but is " + draws);
        }
        Optional<RunDirectory> named = output.named(environment);
        LbfgsOptions options = climb.options(maxIterations);
        DensityScale scale = noJacobian ? DensityScale.CONSTRAINED : DensityScale.UNCONSTRAINED;
        long seed = start.seed();
        Starts from = threads.starts(starts, "--starts", start.initialisation(environment), seed);
        ModelFile text = ModelFile.read(environment, file);
        CompiledModel compiled = text.compile(environment, arguments, scale);
        DataOption.Content content = data.read(environment);
        Model model = compiled.bind(content.source(), seed).model();
        PointEstimates.requireParameters(model);
        output.note(
                environment,
                compiled.name() + ": normal approximation at the " + ClimbReport.wanted(scale) + ", seed " + seed);
        Provenance provenance = new Provenance(Version.text(), compiled.hash(), content.hash());
        ApproximationRun run = ApproximationRun.begin(compiled.name(), provenance, optionTree(options, seed));
        double[] at = mode.map(directory -> StoredMode.read(environment, directory, provenance, model))
                .orElseGet(() -> found(model, from, options, cancellation));
        Model curved = text.curved(environment, arguments, scale)
                .map(c -> c.bind(content.source(), seed).model())
                .orElse(model);
        return approximate(curved, run, at, named, seed, cancellation);
    }

    private Map<String, Object> optionTree(LbfgsOptions options, long seed) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("method", "laplace");
        tree.put("jacobian", !noJacobian);
        tree.put("draws", draws);
        tree.put("seed", seed);
        mode.ifPresentOrElse(directory -> tree.put("mode", directory.toString()), () -> {
            tree.put("starts", starts);
            tree.putAll(ClimbArguments.tree(options));
        });
        return tree;
    }

    private double[] found(Model model, Starts from, LbfgsOptions options, Cancellation cancellation) {
        ModeSearch.Result found = ModeSearch.run(model, from, options, cancellation);
        if (found.best().end() == Termination.CANCELLED) {
            throw new CancelledException();
        }
        ClimbReport report = new ClimbReport(model, found);
        if (!found.best().end().isConverged()) {
            throw new UserError("no mode was found: " + report.ending() + System.lineSeparator()
                    + String.join(System.lineSeparator(), report.advice()));
        }
        output.note(environment, report.ending());
        return found.best().position();
    }

    private int approximate(
            Model model,
            ApproximationRun run,
            double[] at,
            Optional<RunDirectory> named,
            long seed,
            Cancellation cancellation) {
        List<String> columns = LaplaceRun.columns(model);
        DrawTable table = new DrawTable(columns, FIGURES, ROWS_SHOWN);
        ApproximationRun.Written<LaplaceRun.Result> written = run.write(
                environment,
                named,
                "chain-1.csv",
                columns,
                sink -> drawn(model, at, seed, table.behind(sink), cancellation));
        LaplaceRun.Result result = written.result();
        ImportanceReport importance = new ImportanceReport(result.importance());
        run.finish(written.directory(), "complete", resultTree(at, result, importance));
        table.print(environment.out());
        environment.out().println(importance.text());
        if (result.outside() > 0) {
            environment
                    .out()
                    .println(result.outside() + " of " + draws + " draws lie where the model has no mass, and"
                            + " were left out.");
        }
        if (!(result.hessian().asymmetry() < ASYMMETRIC)) {
            environment
                    .out()
                    .println("The Hessian is not symmetric (by "
                            + result.hessian().asymmetry()
                            + "): the gradient is noisy or wrong there. See cotangent gradient-check.");
        }
        output.note(environment, "written to " + written.directory().shown());
        return ExitCode.OK;
    }

    private LaplaceRun.Result drawn(
            Model model, double[] at, long seed, Consumer<double[]> sink, Cancellation cancellation) {
        try {
            return LaplaceRun.run(model, at, draws, seed, sink, cancellation);
        } catch (DerivativeException e) {
            throw new UserError("no normal approximation: beside the mode, in the direction of "
                    + CoordinateNames.of(model, at).get(e.coordinate())
                    + ", the gradient is not finite");
        } catch (IndefiniteException e) {
            throw new UserError(DirectionText.indefinite(e, CoordinateNames.of(model, at)));
        }
    }

    private static Map<String, Object> resultTree(double[] at, LaplaceRun.Result result, ImportanceReport importance) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mode", at);
        tree.put("hessian", List.of((Object[]) result.hessian().values()));
        tree.put("hessianAsymmetry", result.hessian().asymmetry());
        tree.put("hessianGradients", result.hessian().gradients());
        tree.put("draws", result.written());
        tree.put("outside", result.outside());
        tree.putAll(importance.tree());
        return tree;
    }
}
