package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far draws from an approximation stand for draws from the model, by their importance weights.
 *
 * @param importance smoothed weights of the draws
 */
public record ImportanceReport(ParetoSmoothing importance) {

    /** Beyond this, weights cannot mend an approximation whatever the number of draws: Vehtari et al. (2024). */
    private static final double POOR = 0.7;

    private int draws() {
        return importance.logWeights().length;
    }

    /** The figures in a line, and what follows from them. */
    public String text() {
        String figures = "importance weights: Pareto k " + NumberFormat.digits(importance.shape(), 2)
                + ", effective size " + NumberFormat.fixed(importance.effectiveSize(), 0) + " of " + draws();
        return figures + System.lineSeparator() + advice();
    }

    private String advice() {
        double shape = importance.shape();
        if (Double.isInfinite(shape)) {
            return importance.effectiveSize() > 0.9 * draws()
                    ? "The weights are all alike: the approximation is as good as exact."
                    : "Too few draws to judge the approximation by: draw more.";
        } else if (shape <= ParetoSmoothing.largestShape(draws())) {
            return "The approximation is close enough for its weighted draws to be trusted.";
        } else if (shape <= POOR) {
            return "The approximation is rough: so many weighted draws are not to be trusted. Draw more, or sample.";
        }
        return "The approximation is poor, and weights cannot mend it (k over 0.7): use it as a start, and sample.";
    }

    /** The figures by name. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("paretoK", importance.shape());
        tree.put("effectiveSize", importance.effectiveSize());
        return tree;
    }
}
