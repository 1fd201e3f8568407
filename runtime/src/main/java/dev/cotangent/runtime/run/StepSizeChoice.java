package dev.cotangent.runtime.run;

import dev.cotangent.runtime.diagnostic.SteinDiscrepancy;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The step size with the least kernel Stein discrepancy among halves, quarters and so on of the largest that may be stable: pilot
 * chains of as many updates each. Long steps are punished for their bias, short ones for not getting about.
 *
 * @param stepSize the choice
 * @param text what was tried, a sentence
 */
record StepSizeChoice(double stepSize, String text) {

    private static final int CANDIDATES = 10;
    private static final int DRAWS = 200;
    private static final int UPDATES_PER_DRAW = 10;
    private static final int FEDERATED_DRAWS = 100;

    static StepSizeChoice of(
            StochasticPlan plan, StochasticOptions options, UniformRandomProvider random, Cancellation cancellation) {
        // a step of Langevin dynamics is stable below 4 of these units, one in time below 2 of their roots
        double largest = options.dynamics().isKinetic() ? 1.4 * Math.sqrt(plan.scale()) : 2 * plan.scale();
        double best = largest;
        double least = Double.POSITIVE_INFINITY;
        StringBuilder tried = new StringBuilder();
        for (int k = 0; k < CANDIDATES; k++) {
            double size = Math.scalb(largest, -k);
            double[][] draws = pilot(plan, options, size, random, cancellation);
            double found = draws.length == 0
                    ? Double.NaN
                    : SteinDiscrepancy.of(draws, plan.scores(draws, random)).discrepancy();
            tried.append(k == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.2g (%.3g)", size, found));
            if (found < least) {
                least = found;
                best = size;
            }
        }
        return new StepSizeChoice(
                best,
                String.format(
                        Locale.ROOT,
                        "step size %.3g, the one with the least kernel Stein discrepancy in pilot chains: %s",
                        best,
                        tried));
    }

    /** Draws of a pilot chain, none if it leaves the density. */
    private static double[][] pilot(
            StochasticPlan plan,
            StochasticOptions options,
            double size,
            UniformRandomProvider random,
            Cancellation cancellation) {
        int n = plan.middle().length;
        Kernel kernel = plan.newKernel(StepSchedule.constant(size));
        ChainState state = new ChainState(n);
        StepInfo info = new StepInfo();
        double[] start = new double[n];
        plan.drawStart(random, start);
        kernel.init(start, state);
        double[][] draws = new double[options.dynamics().isFederated() ? FEDERATED_DRAWS : DRAWS][];
        for (int k = 0; k < draws.length; k++) {
            if (cancellation.isRequested()) {
                throw new CancelledException();
            }
            for (int update = 0; update < UPDATES_PER_DRAW; update++) {
                kernel.step(state, random, info);
                if (info.isDivergent()) {
                    return new double[0][];
                }
            }
            draws[k] = state.position().clone();
        }
        return draws;
    }
}
