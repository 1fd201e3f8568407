package dev.cotangent.runtime.approximation;

import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.Lbfgs;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.optimize.Termination;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.CancelledException;
import dev.cotangent.runtime.run.InitialisationException;
import dev.cotangent.runtime.run.MonitoredDensity;
import dev.cotangent.runtime.run.StartingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Climbs to modes of a model's log density from several starts. */
public final class ModeSearch {

    private ModeSearch() {}

    /**
     * What was found.
     *
     * @param climbs those that could start, in the order of their starts; at least one
     * @param best the climb with the highest log density among those that converged, or among all if none did
     * @param failures why others could not start
     */
    public record Result(List<Climb> climbs, Climb best, List<String> failures) {

        public Result {
            climbs = List.copyOf(climbs);
            failures = List.copyOf(failures);
        }
    }

    /** How a start went: a climb, or why there is none; neither if it was cancelled. */
    private record Attempt(Optional<Climb> climb, Optional<InitialisationException> failure) {}

    /**
     * Climbs. If cancelled, the climbs end where they are.
     *
     * @throws InitialisationException if no start has a finite log density
     * @throws CancelledException if cancelled before any climb began
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     */
    public static Result run(Model model, Starts starts, LbfgsOptions options, Cancellation cancellation) {
        List<Attempt> attempts = Workers.run(
                starts.threads(), starts.count(), start -> attempt(model, starts, options, cancellation, start));
        List<Climb> climbs = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Attempt attempt : attempts) {
            attempt.climb().ifPresent(climbs::add);
            attempt.failure().ifPresent(failure -> failures.add(String.valueOf(failure.getMessage())));
        }
        if (climbs.isEmpty()) {
            throw attempts.stream()
                    .flatMap(attempt -> attempt.failure().stream())
                    .<RuntimeException>map(failure -> failure)
                    .findFirst()
                    .orElseGet(CancelledException::new);
        }
        return new Result(climbs, best(climbs), failures);
    }

    /** Names of the columns of {@link #row}. */
    public static List<String> columns(Model model) {
        return Rows.columns(model, List.of("lp__"));
    }

    /**
     * The output of a model where a climb ended: its log density, then the variables.
     *
     * @param seed determines the random numbers of generated quantities
     * @throws dev.cotangent.runtime.model.ModelFailure if generated quantities fail
     */
    public static double[] row(Model model, Climb climb, long seed) {
        double[][] row = new double[1][];
        new Rows(model, ChainStreams.of(seed, 0).generatedQuantities(), values -> row[0] = values)
                .write(climb.position(), climb.logDensity());
        return row[0];
    }

    private static Climb best(List<Climb> climbs) {
        Climb best = climbs.get(0);
        for (Climb climb : climbs) {
            boolean further = climb.end().isConverged() == best.end().isConverged()
                    ? climb.logDensity() > best.logDensity()
                    : climb.end().isConverged();
            best = further ? climb : best;
        }
        return best;
    }

    private static Attempt attempt(
            Model model, Starts starts, LbfgsOptions options, Cancellation cancellation, int start) {
        MonitoredDensity density = new MonitoredDensity(model.newLogDensity(), cancellation::isRequested);
        Lbfgs climb = new Lbfgs(density, options);
        try {
            climb.start(new StartingPoint(model, starts.initialisation(), "start", start)
                    .find(density, ChainStreams.of(starts.seed(), start).transitions()));
            return new Attempt(Optional.of(climbed(start, climb)), Optional.empty());
        } catch (InitialisationException e) {
            return new Attempt(Optional.empty(), Optional.of(e));
        } catch (CancelledException e) {
            return new Attempt(Optional.empty(), Optional.empty());
        }
    }

    private static Climb climbed(int start, Lbfgs climb) {
        Termination end;
        try {
            end = climb.run();
        } catch (CancelledException e) {
            end = Termination.CANCELLED;
        }
        return new Climb(
                start,
                climb.position(),
                climb.logDensity(),
                climb.gradient(),
                end,
                climb.iterations(),
                climb.evaluations());
    }
}
