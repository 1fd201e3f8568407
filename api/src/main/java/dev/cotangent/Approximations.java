package dev.cotangent;

import dev.cotangent.runtime.approximation.Climb;
import dev.cotangent.runtime.approximation.LaplaceRun;
import dev.cotangent.runtime.approximation.ModeSearch;
import dev.cotangent.runtime.approximation.PathfinderRun;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.pathfinder.PathfinderOptions;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Modes and normal approximations of a model's density. For the mode of the parameters as declared, a penalised maximum
 * likelihood estimate, compile the model with {@link DensityScale#CONSTRAINED}.
 */
public final class Approximations {

    private static final Set<String> INTEGERS = Set.of("path__");

    private final Model model;

    Approximations(Model model) {
        this.model = model;
    }

    /**
     * A mode: where the best of several climbs ended.
     *
     * @param climb how it went
     * @param draws the model's variables there, as one draw
     */
    public record Mode(Climb climb, Draws draws) {}

    /**
     * Climbs to modes.
     *
     * @throws dev.cotangent.runtime.run.InitialisationException if no start has a finite log density
     * @throws dev.cotangent.runtime.run.CancelledException if cancelled before any climb began
     */
    public Mode mode(Starts starts, Cancellation cancellation) {
        Climb best = ModeSearch.run(model, starts, LbfgsOptions.defaults(), cancellation)
                .best();
        List<double[]> rows = List.of(ModeSearch.row(model, best, starts.seed()));
        return new Mode(best, draws(ModeSearch.columns(model), rows));
    }

    /**
     * Draws from the normal approximation at a mode.
     *
     * @param mode mode on the unconstrained scale, shape [n]
     * @throws dev.cotangent.runtime.laplace.IndefiniteException if it is no mode
     * @throws dev.cotangent.runtime.run.CancelledException if cancelled
     */
    public Draws laplace(double[] mode, int draws, long seed, Cancellation cancellation) {
        return collected(
                LaplaceRun.columns(model), sink -> LaplaceRun.run(model, mode, draws, seed, sink, cancellation));
    }

    /**
     * Draws from the normal approximations on paths to modes, resampled by their weights.
     *
     * @throws dev.cotangent.runtime.approximation.ApproximationException if no path led to an approximation
     * @throws dev.cotangent.runtime.run.CancelledException if cancelled
     */
    public Draws pathfinder(Starts starts, int draws, Cancellation cancellation) {
        PathfinderRun.Draws wanted = new PathfinderRun.Draws(draws, Optional.of(draws));
        return collected(
                PathfinderRun.columns(model),
                sink -> PathfinderRun.run(model, starts, PathfinderOptions.defaults(), wanted, sink, cancellation));
    }

    private Draws collected(List<String> columns, Consumer<Consumer<double[]>> run) {
        List<double[]> rows = new ArrayList<>();
        run.accept(rows::add);
        return draws(columns, rows);
    }

    private Draws draws(List<String> names, List<double[]> rows) {
        int figures = names.size() - model.layout().columnCount();
        double[][] values = new double[names.size()][rows.size()];
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            Column.Role role = k < figures ? Column.Role.STATISTIC : Column.Role.VARIABLE;
            columns.add(new Column(names.get(k), role, INTEGERS.contains(names.get(k))));
            for (int row = 0; row < rows.size(); row++) {
                values[k][row] = rows.get(row)[k];
            }
        }
        return new Draws(model.layout(), dev.cotangent.runtime.run.Draws.of(columns, new double[][][] {values}));
    }
}
