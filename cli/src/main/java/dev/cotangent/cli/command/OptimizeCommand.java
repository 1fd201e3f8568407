package dev.cotangent.cli.command;

import dev.cotangent.CompiledModel;
import dev.cotangent.DensityScale;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.Version;
import dev.cotangent.cli.report.ClimbReport;
import dev.cotangent.cli.report.EstimateTable;
import dev.cotangent.runtime.approximation.Climb;
import dev.cotangent.runtime.approximation.ModeSearch;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.optimize.Termination;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.run.CancelledException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent optimize}: finds a mode of a model. */
@Command(
        name = "optimize",
        description = {
            "Find a mode of a model by L-BFGS.",
            "By default that is a mode on the unconstrained scale, where samplers work: the Jacobian of the transforms"
                    + " counts. With --no-jacobian it is the penalised maximum likelihood estimate, as CmdStan's optimize"
                    + " gives by default. Writes optimum.csv and run.json."
        })
public final class OptimizeCommand implements Callable<Integer> {

    /** Values that are printed; the file has all. */
    private static final int ROWS_SHOWN = 40;

    private final Environment environment;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Mixin
    private DataOption data;

    @Option(
            names = "--no-jacobian",
            description =
                    "Leave the Jacobian of the transforms out: maximise the density of the parameters as declared.")
    private boolean noJacobian;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "Climb from so many starts and keep the highest mode. Default: ${DEFAULT-VALUE}.")
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

    public OptimizeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Interruption interruption = output.listen()) {
            return call(interruption);
        }
    }

    private int call(Interruption interruption) {
        Optional<RunDirectory> named = output.named(environment);
        LbfgsOptions options = climb.options(maxIterations);
        DensityScale scale = noJacobian ? DensityScale.CONSTRAINED : DensityScale.UNCONSTRAINED;
        long seed = start.seed();
        Starts from = threads.starts(starts, "--starts", start.initialisation(environment), seed);
        CompiledModel compiled = ModelFile.read(environment, file).compile(environment, arguments, scale);
        DataOption.Content content = data.read(environment);
        Model model = compiled.bind(content.source(), seed).model();
        PointEstimates.requireParameters(model);
        output.note(environment, compiled.name() + ": " + ClimbReport.wanted(scale) + ", seed " + seed);
        ApproximationRun run = ApproximationRun.begin(
                compiled.name(),
                new Provenance(Version.text(), compiled.hash(), content.hash()),
                optionTree(options, seed));
        try {
            ModeSearch.Result found = ModeSearch.run(model, from, options, interruption.cancellation());
            report(model, run, found, named, seed);
            Termination end = found.best().end();
            return end.isConverged()
                    ? ExitCode.OK
                    : end == Termination.CANCELLED ? interruption.exitCode() : ExitCode.SOFTWARE;
        } catch (CancelledException e) {
            output.note(environment, "stopped before a climb began: nothing was written");
            return interruption.exitCode();
        }
    }

    private Map<String, Object> optionTree(LbfgsOptions options, long seed) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("method", "optimize");
        tree.put("algorithm", "lbfgs");
        tree.put("jacobian", !noJacobian);
        tree.put("starts", starts);
        tree.put("seed", seed);
        tree.putAll(ClimbArguments.tree(options));
        return tree;
    }

    private void report(
            Model model, ApproximationRun run, ModeSearch.Result found, Optional<RunDirectory> named, long seed) {
        Climb best = found.best();
        List<String> columns = ModeSearch.columns(model);
        double[] row = ModeSearch.row(model, best, seed);
        ApproximationRun.Written<Climb> written = run.write(environment, named, "optimum.csv", columns, sink -> {
            sink.accept(row);
            return best;
        });
        run.finish(written.directory(), status(best.end()), result(found));
        ClimbReport report = new ClimbReport(model, found);
        environment.out().println(report.ending());
        EstimateTable.print(columns, row, ROWS_SHOWN, environment.out());
        report.advice().forEach(environment.out()::println);
        output.note(environment, "written to " + written.directory().shown());
    }

    private static String status(Termination end) {
        return end.isConverged() ? "complete" : end == Termination.CANCELLED ? "cancelled" : "failed";
    }

    private static Map<String, Object> result(ModeSearch.Result found) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("position", found.best().position());
        tree.put("gradient", found.best().gradient());
        List<Object> climbs = new ArrayList<>();
        for (Climb climb : found.climbs()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("start", climb.start() + 1);
            entry.put("logDensity", climb.logDensity());
            entry.put("iterations", climb.iterations());
            entry.put("gradients", climb.gradients());
            entry.put("converged", climb.end().isConverged());
            entry.put("end", climb.end().text());
            climbs.add(entry);
        }
        tree.put("climbs", climbs);
        tree.put("failedStarts", found.failures());
        return tree;
    }
}
