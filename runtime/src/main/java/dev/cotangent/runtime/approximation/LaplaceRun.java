package dev.cotangent.runtime.approximation;

import dev.cotangent.runtime.derivative.Hessian;
import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import dev.cotangent.runtime.laplace.LaplaceApproximation;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.MonitoredDensity;
import java.util.List;
import java.util.function.Consumer;

/** Draws from the normal approximation at a mode of a model. */
public final class LaplaceRun {

    /** Columns before those of the variables; both densities are without the constants that samplers drop. */
    private static final List<String> FIGURES = List.of("log_p__", "log_q__");

    private LaplaceRun() {}

    /**
     * How good an approximation is, by the draws from it.
     *
     * @param hessian second derivatives at the mode
     * @param written draws that were written
     * @param outside draws without mass in the model, which were not written
     * @param importance weights of all draws as draws from the model
     */
    public record Result(Hessian hessian, int written, int outside, ParetoSmoothing importance) {}

    /** Names of the columns of {@link #run}. */
    public static List<String> columns(Model model) {
        return Rows.columns(model, FIGURES);
    }

    /**
     * Approximates and draws.
     *
     * @param mode mode on the unconstrained scale, shape [n]
     * @param seed determines the draws
     * @param sink takes the rows, each a fresh array
     * @throws dev.cotangent.runtime.derivative.DerivativeException if the gradient is not finite beside the mode
     * @throws dev.cotangent.runtime.laplace.IndefiniteException if it is no mode
     * @throws dev.cotangent.runtime.model.ModelFailure if generated quantities fail
     * @throws dev.cotangent.runtime.run.CancelledException if cancelled
     */
    public static Result run(
            Model model, double[] mode, int draws, long seed, Consumer<double[]> sink, Cancellation cancellation) {
        MonitoredDensity density = new MonitoredDensity(model.newLogDensity(), cancellation::isRequested);
        Hessian hessian = Hessian.at(model, density, mode);
        LaplaceApproximation approximation = LaplaceApproximation.at(mode, hessian.values());
        ChainStreams streams = ChainStreams.of(seed, 0);
        Rows rows = new Rows(model, streams.generatedQuantities(), sink);
        double[] ratios = new double[draws];
        double[] q = new double[mode.length];
        int outside = 0;
        for (int k = 0; k < draws; k++) {
            double approximate = approximation.draw(streams.transitions(), q);
            double exact = density.value(q);
            if (exact > Double.NEGATIVE_INFINITY) {
                rows.write(q, exact, approximate);
                ratios[k] = exact - approximate;
            } else {
                // also where it is not a number
                ratios[k] = Double.NEGATIVE_INFINITY;
                outside++;
            }
        }
        return new Result(hessian, draws - outside, outside, ParetoSmoothing.of(ratios, 1));
    }
}
