package dev.cotangent.cli.report;

import dev.cotangent.DensityScale;
import dev.cotangent.runtime.approximation.Climb;
import dev.cotangent.runtime.approximation.CoordinateNames;
import dev.cotangent.runtime.approximation.ModeSearch;
import dev.cotangent.runtime.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a search for a mode ended, and what to do about it.
 *
 * @param model the model
 * @param found what was found
 */
public record ClimbReport(Model model, ModeSearch.Result found) {

    private static final int NAMES_SHOWN = 3;
    private static final String RUNAWAY =
            " If one runs away, as the scale of a hierarchical model towards 0, the density"
                    + " has no maximum: sample instead, or give it a prior that keeps it from there.";
    /** Climbs that end this close to the best have found the same mode. */
    private static final double SAME_MODE = 1e-3;

    /** What is looked for. */
    public static String wanted(DensityScale scale) {
        return scale == DensityScale.UNCONSTRAINED
                ? "mode on the unconstrained scale, Jacobian included"
                : "penalised maximum likelihood, without the Jacobian";
    }

    /** One sentence on how the best climb ended, and how many agree with it. */
    public String ending() {
        Climb best = found.best();
        String line = (best.end().isConverged() ? "converged" : "not converged") + " after " + best.iterations()
                + " steps, " + best.gradients() + " gradients: " + best.end().text();
        int starts = found.climbs().size() + found.failures().size();
        if (starts == 1) {
            return line;
        }
        if (!best.end().isConverged()) {
            return line + System.lineSeparator() + "none of " + starts + " starts converged; this is the highest";
        }
        long same = found.climbs().stream()
                .filter(climb -> climb.end().isConverged())
                .filter(climb -> Math.abs(climb.logDensity() - best.logDensity()) < SAME_MODE)
                .count();
        return line + System.lineSeparator() + same + " of " + starts + " starts reached this mode";
    }

    /** What to do, a line each; empty if all went well. */
    public List<String> advice() {
        List<String> lines = new ArrayList<>();
        found.failures().forEach(failure -> lines.add("no climb from one start: " + failure));
        Climb best = found.best();
        switch (best.end()) {
            case UNBOUNDED ->
                lines.add("The log density has no maximum: it grows without limit. " + whereabouts(best)
                        + " Give parameters that run away priors or bounds that rule that out.");
            case LINE_SEARCH ->
                lines.add("It may have no maximum, or a kink, or be too flat or too noisy there. "
                        + whereabouts(best) + RUNAWAY + " Else try other starts (--starts 10, --init), and cotangent"
                        + " gradient-check.");
            case MAX_ITERATIONS ->
                lines.add("The climb is not over. " + whereabouts(best) + RUNAWAY
                        + " Else raise --max-iterations, or put parameters on similar scales.");
            case CANCELLED -> lines.add("This is where it was stopped, not a mode.");
            default -> {}
        }
        return lines;
    }

    /** The coordinates with the largest slopes, and those furthest out. */
    private String whereabouts(Climb climb) {
        List<String> names = CoordinateNames.of(model, climb.position());
        return "Unconstrained, it is steepest in " + largest(climb.gradient(), names, "slope ") + "; furthest out is "
                + largest(climb.position(), names, "at ") + ".";
    }

    private static String largest(double[] values, List<String> names, String what) {
        List<String> parts = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(values[i])))
                .limit(NAMES_SHOWN)
                .map(i -> names.get(i) + " (" + what + NumberFormat.digits(values[i], 3) + ")")
                .toList();
        return String.join(", ", parts);
    }
}
