package dev.cotangent.cli.command;

import dev.cotangent.CompiledModel;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.Version;
import dev.cotangent.cli.report.DrawTable;
import dev.cotangent.cli.report.ImportanceReport;
import dev.cotangent.cli.report.PathTable;
import dev.cotangent.runtime.approximation.ApproximationException;
import dev.cotangent.runtime.approximation.PathfinderRun;
import dev.cotangent.runtime.approximation.PathfinderRun.Draws;
import dev.cotangent.runtime.approximation.PathfinderRun.PathReport;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.pathfinder.PathfinderOptions;
import dev.cotangent.runtime.run.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** {@code cotangent pathfinder}: draws from normal approximations on the way to modes. */
@Command(
        name = "pathfinder",
        description = {
            "Draw from the best normal approximations on several paths to a mode: quick, approximate.",
            "Draws of all paths are drawn again by importance, Pareto smoothed. Writes chain-1.csv with columns"
                    + " lp_approx__, lp__ and path__, and run.json. The same seed, model and data give the same draws."
        })
public final class PathfinderCommand implements Callable<Integer> {

    private static final int ROWS_SHOWN = 40;
    private static final int FIGURES = 3;

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Mixin
    private DataOption data;

    @Option(names = "--paths", paramLabel = "N", description = "Number of paths. Default: ${DEFAULT-VALUE}.")
    private int paths = 4;

    @Option(
            names = "--path-draws",
            paramLabel = "N",
            description = "Draws from the approximation of each path. Default: ${DEFAULT-VALUE}.")
    private int pathDraws = 1000;

    @Option(names = "--draws", paramLabel = "N", description = "Draws from all of these by importance. Default: 1000.")
    private Optional<Integer> draws;

    @Option(
            names = "--no-psis",
            description = "Write the draws of all paths as they are, without importance; so does --paths 1.")
    private boolean noPsis;

    @Option(
            names = "--elbo-draws",
            paramLabel = "N",
            description = "Draws that an approximation is judged by. Default: ${DEFAULT-VALUE}.")
    private int elboDraws = 25;

    @Option(
            names = "--max-iterations",
            paramLabel = "N",
            description = "Limit of steps a path. Default: ${DEFAULT-VALUE}.")
    private int maxIterations = 1000;

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

    public PathfinderCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return output.interruptible(environment, this::call);
    }

    private int call(Cancellation cancellation) {
        Optional<RunDirectory> named = output.named(environment);
        requirePositive("--path-draws", pathDraws);
        requirePositive("--elbo-draws", elboDraws);
        draws.ifPresent(number -> requirePositive("--draws", number));
        if (noPsis && draws.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--draws is the number of draws by importance; with --no-psis use --path-draws");
        }
        PathfinderOptions options = new PathfinderOptions(elboDraws, climb.options(maxIterations));
        long seed = start.seed();
        Starts from = threads.starts(paths, "--paths", start.initialisation(environment), seed);
        CompiledModel compiled = ModelFile.read(environment, file).compile(environment, arguments);
        DataOption.Content content = data.read(environment);
        Model model = compiled.bind(content.source(), seed).model();
        PointEstimates.requireParameters(model);
        output.note(environment, compiled.name() + ": " + paths + (paths == 1 ? " path" : " paths") + ", seed " + seed);
        ApproximationRun run = ApproximationRun.begin(
                compiled.name(),
                new Provenance(Version.text(), compiled.hash(), content.hash()),
                optionTree(options, seed));
        return run(model, run, from, options, named, cancellation);
    }

    private void requirePositive(String option, int number) {
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, but is " + number);
        }
    }

    /** As in CmdStan, one path's draws are not drawn again unless that is asked for. */
    private Draws wanted() {
        boolean resampled = !noPsis && (paths > 1 || draws.isPresent());
        return new Draws(pathDraws, resampled ? Optional.of(draws.orElse(1000)) : Optional.empty());
    }

    private Map<String, Object> optionTree(PathfinderOptions options, long seed) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("method", "pathfinder");
        tree.put("paths", paths);
        tree.put("pathDraws", pathDraws);
        tree.put("psis", wanted().resampled().isPresent());
        wanted().resampled().ifPresent(number -> tree.put("draws", number));
        tree.put("elboDraws", elboDraws);
        tree.put("seed", seed);
        tree.putAll(ClimbArguments.tree(options.climb()));
        return tree;
    }

    private int run(
            Model model,
            ApproximationRun run,
            Starts from,
            PathfinderOptions options,
            Optional<RunDirectory> named,
            Cancellation cancellation) {
        List<String> columns = PathfinderRun.columns(model);
        DrawTable table = new DrawTable(columns, FIGURES, ROWS_SHOWN);
        ApproximationRun.Written<PathfinderRun.Result> written = run.write(
                environment,
                named,
                "chain-1.csv",
                columns,
                sink -> drawn(model, from, options, table.behind(sink), cancellation));
        PathfinderRun.Result result = written.result();
        ImportanceReport importance = new ImportanceReport(result.importance());
        run.finish(written.directory(), "complete", resultTree(result, importance));
        PathTable.print(result.paths(), environment.out());
        environment.out().println();
        table.print(environment.out());
        environment.out().println(importance.text());
        output.note(environment, "written to " + written.directory().shown());
        return ExitCode.OK;
    }

    private PathfinderRun.Result drawn(
            Model model, Starts from, PathfinderOptions options, Consumer<double[]> sink, Cancellation cancellation) {
        try {
            return PathfinderRun.run(model, from, options, wanted(), sink, cancellation);
        } catch (ApproximationException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> resultTree(PathfinderRun.Result result, ImportanceReport importance) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("draws", result.written());
        tree.putAll(importance.tree());
        List<Object> entries = new ArrayList<>();
        for (PathReport report : result.paths()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("path", entries.size() + 1);
            report.path().ifPresent(path -> {
                entry.put("elbo", path.elbo());
                entry.put("bestIteration", path.bestIteration());
                entry.put("iterations", path.iterations());
                entry.put("gradients", path.gradients());
                entry.put("evaluations", path.evaluations());
                entry.put("end", path.end().text());
            });
            entry.put("outside", report.outside());
            entry.put("failure", report.failure());
            entries.add(entry);
        }
        tree.put("paths", entries);
        return tree;
    }
}
