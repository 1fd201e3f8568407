package dev.cotangent.runtime.approximation;

import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.pathfinder.Path;
import dev.cotangent.runtime.pathfinder.PathfinderOptions;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.InitialisationException;
import dev.cotangent.runtime.run.MonitoredDensity;
import dev.cotangent.runtime.run.StartingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Follows several paths and draws from the best approximation on each; then, if there are several, draws again from all these
 * draws by their Pareto smoothed importance weights. Paths run at the same time, and nothing depends on which is first.
 *
 * @see <a href="https://jmlr.org/papers/v23/21-0889.html">Zhang, Carpenter, Gelman &amp; Vehtari (2022), Pathfinder:
 *     Parallel quasi-Newton variational inference, algorithm 2</a>
 */
public final class PathfinderRun {

    private static final List<String> FIGURES = List.of("lp_approx__", "lp__", "path__");

    private PathfinderRun() {}

    /**
     * What to draw.
     *
     * @param draws draws from the approximation of each path, positive
     * @param resampled draws from all of these by weight, positive; empty to keep all as they are
     */
    public record Draws(int draws, Optional<Integer> resampled) {

        public Draws {
            if (draws < 1) {
                throw new IllegalArgumentException("draws must be at least 1, but is " + draws);
            }
            if (resampled.isPresent() && resampled.get() < 1) {
                throw new IllegalArgumentException("resampled must be at least 1, but is " + resampled.get());
            }
        }
    }

    /**
     * How a path went.
     *
     * @param path the path; empty if it could not start
     * @param failure why there is no approximation; empty if there is one
     * @param outside draws of its approximation without mass in the model
     */
    public record PathReport(Optional<Path> path, String failure, int outside) {}

    /**
     * How the run went.
     *
     * @param paths one report a path, in order
     * @param written draws that were written
     * @param importance weights of the draws of all paths, as draws from the model
     */
    public record Result(List<PathReport> paths, int written, ParetoSmoothing importance) {

        public Result {
            paths = List.copyOf(paths);
        }
    }

    /** A path and its draws. */
    private record Travelled(
            Optional<Path> path, String failure, double[][] positions, double[] approximate, double[] exact) {

        static Travelled without(Optional<Path> path, String failure) {
            return new Travelled(path, failure, new double[0][], new double[0], new double[0]);
        }

        PathReport report() {
            int outside = 0;
            for (double value : exact) {
                outside += value > Double.NEGATIVE_INFINITY ? 0 : 1;
            }
            return new PathReport(path, failure, outside);
        }
    }

    /** Names of the columns of {@link #run}. */
    public static List<String> columns(Model model) {
        return Rows.columns(model, FIGURES);
    }

    /**
     * Runs.
     *
     * @param sink takes the rows, each a fresh array
     * @throws ApproximationException if no path led to an approximation
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     * @throws dev.cotangent.runtime.run.CancelledException if cancelled
     */
    public static Result run(
            Model model,
            Starts starts,
            PathfinderOptions options,
            Draws draws,
            Consumer<double[]> sink,
            Cancellation cancellation) {
        List<Travelled> paths = Workers.run(
                starts.threads(),
                starts.count(),
                number -> travel(model, starts, options, draws.draws(), cancellation, number));
        ParetoSmoothing importance = weights(paths);
        ChainStreams streams = ChainStreams.of(starts.seed(), 0);
        Rows rows = new Rows(model, streams.generatedQuantities(), sink);
        int written = draws.resampled().isPresent()
                ? resample(paths, importance, draws.resampled().get(), streams.warmupQuantities(), rows)
                : writeAll(paths, rows);
        return new Result(paths.stream().map(Travelled::report).toList(), written, importance);
    }

    private static Travelled travel(
            Model model, Starts starts, PathfinderOptions options, int draws, Cancellation cancellation, int number) {
        MonitoredDensity density = new MonitoredDensity(model.newLogDensity(), cancellation::isRequested);
        UniformRandomProvider random = ChainStreams.of(starts.seed(), number).transitions();
        Path path;
        try {
            double[] start = new StartingPoint(model, starts.initialisation(), "path", number).find(density, random);
            path = Path.from(density, start, options, random);
        } catch (InitialisationException e) {
            return Travelled.without(Optional.empty(), String.valueOf(e.getMessage()));
        }
        if (path.best().isEmpty()) {
            return Travelled.without(
                    Optional.of(path),
                    "path " + (number + 1) + ": no point on it has a normal approximation with a finite bound ("
                            + path.end().text() + ")");
        }
        double[][] positions = new double[draws][density.dimension()];
        double[] approximate = new double[draws];
        double[] exact = new double[draws];
        for (int k = 0; k < draws; k++) {
            approximate[k] = path.best().get().draw(random, positions[k]);
            double value = density.value(positions[k]);
            exact[k] = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        }
        return new Travelled(Optional.of(path), "", positions, approximate, exact);
    }

    private static ParetoSmoothing weights(List<Travelled> paths) {
        List<Double> ratios = new ArrayList<>();
        boolean finite = false;
        for (Travelled path : paths) {
            for (int k = 0; k < path.exact().length; k++) {
                ratios.add(path.exact()[k] - path.approximate()[k]);
                finite |= path.exact()[k] > Double.NEGATIVE_INFINITY;
            }
        }
        if (!finite) {
            throw new ApproximationException(paths.stream()
                    .map(Travelled::failure)
                    .filter(failure -> !failure.isEmpty())
                    .toList());
        }
        return ParetoSmoothing.of(ratios.stream().mapToDouble(r -> r).toArray(), 1);
    }

    private static int writeAll(List<Travelled> paths, Rows rows) {
        int written = 0;
        for (int number = 0; number < paths.size(); number++) {
            for (int k = 0; k < paths.get(number).exact().length; k++) {
                if (paths.get(number).exact()[k] > Double.NEGATIVE_INFINITY) {
                    write(paths.get(number), number, k, rows);
                    written++;
                }
            }
        }
        return written;
    }

    private static void write(Travelled path, int number, int k, Rows rows) {
        rows.write(path.positions()[k], path.approximate()[k], path.exact()[k], number + 1);
    }

    /** Draws with replacement, by weight. */
    private static int resample(
            List<Travelled> paths, ParetoSmoothing importance, int count, UniformRandomProvider random, Rows rows) {
        double[] cumulative = cumulative(importance.logWeights());
        for (int draw = 0; draw < count; draw++) {
            double u = random.nextDouble() * cumulative[cumulative.length - 1];
            int chosen = firstOver(cumulative, u);
            int number = 0;
            while (chosen >= paths.get(number).exact().length) {
                chosen -= paths.get(number).exact().length;
                number++;
            }
            write(paths.get(number), number, chosen, rows);
        }
        return count;
    }

    private static double[] cumulative(double[] logWeights) {
        double[] sums = new double[logWeights.length];
        double sum = 0;
        for (int k = 0; k < sums.length; k++) {
            sum += StrictMath.exp(logWeights[k]);
            sums[k] = sum;
        }
        return sums;
    }

    private static int firstOver(double[] ascending, double value) {
        int low = 0;
        int high = ascending.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
