package dev.cotangent.runtime.optimize;

import dev.cotangent.runtime.model.LogDensity;

/**
 * Finds a step along a direction that raises the log density enough and flattens it enough: the strong Wolfe conditions.
 *
 * <p>Notation: {@code a} is the length of a step, in directions; {@code f} the rise of the log density from the start, and
 * {@code d} its derivative in {@code a}. Conditions: {@code f(a) >= 1e-4 a d(0)} and {@code |d(a)| <= 0.9 d(0)}. A rise
 * that is lost in rounding counts as none: near a mode the derivative alone tells a good step (the approximate conditions of
 * Hager &amp; Zhang 2005). Points without a finite density and gradient are too far.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal &amp; Wright (2006), Numerical Optimization, algorithms
 *     3.5 and 3.6</a>
 */
final class WolfeSearch {

    private static final double LEAST_RISE = 1e-4;
    private static final double MOST_SLOPE = 0.9;
    private static final int MAX_EXPANSIONS = 20;
    private static final double MAX_GROWTH = 10;
    private static final int MAX_REFINEMENTS = 60;
    private static final int MAX_RETREATS = 100;
    /** Relative error that is allowed to a log density: a sum of many rounded terms. */
    private static final double ROUNDING = 1e-14;
    /** Steps are told apart by this part of the bracket's far end. */
    private static final double SHORTEST_BRACKET = 1e-15;

    /** How a search ended. */
    enum Outcome {
        FOUND,
        /** No acceptable step. */
        FAILED,
        /** The log density went on rising, no flatter, as far as was looked, or it became infinite. */
        UNBOUNDED
    }

    /** A length of step, and the rise and the derivative there. */
    private record Trial(double a, double f, double d) {}

    private final LogDensity density;
    private final double[] position;
    private final double[] gradient;
    private final double[] betterPosition;
    private final double[] betterGradient;

    private double[] start = {};
    private double[] direction = {};
    private double startValue;
    private double value;
    private double betterValue;
    private double slope;
    private double noise;
    private long evaluations;
    private boolean infinite;

    WolfeSearch(LogDensity density) {
        this.density = density;
        position = new double[density.dimension()];
        gradient = new double[position.length];
        betterPosition = new double[position.length];
        betterGradient = new double[position.length];
    }

    /** Position that was found; overwritten by the next search. */
    double[] position() {
        return position;
    }

    /** Gradient there; overwritten by the next search. */
    double[] gradient() {
        return gradient;
    }

    /** Log density there. */
    double value() {
        return value;
    }

    /** Gradients evaluated so far. */
    long evaluations() {
        return evaluations;
    }

    /**
     * Searches.
     *
     * @param from start
     * @param fromValue log density at the start
     * @param fromGradient gradient at the start
     * @param along direction in which the log density rises
     * @param first length to try first, positive
     */
    Outcome search(double[] from, double fromValue, double[] fromGradient, double[] along, double first) {
        start = from;
        direction = along;
        startValue = fromValue;
        slope = Vectors.dot(fromGradient, along);
        noise = ROUNDING * Math.max(1, Math.abs(fromValue));
        infinite = false;
        if (!(slope > 0) || slope == Double.POSITIVE_INFINITY) {
            return Outcome.FAILED;
        }
        return bracket(first);
    }

    private Outcome bracket(double first) {
        Trial last = new Trial(0, 0, slope);
        double a = first;
        double limit = Double.POSITIVE_INFINITY;
        int retreats = 0;
        for (int expansions = 0; expansions < MAX_EXPANSIONS; ) {
            Trial trial = trial(a);
            if (!isFinite(trial)) {
                limit = a;
                a = last.a + 0.5 * (a - last.a);
                if (++retreats == MAX_RETREATS || !(a > last.a && a < limit)) {
                    break;
                }
                continue;
            }
            if (isAcceptable(trial)) {
                return Outcome.FOUND;
            }
            if (isTooFar(trial, last)) {
                return refine(last, trial);
            }
            if (trial.d <= 0) {
                keep();
                return refine(trial, last);
            }
            keep();
            a = further(last, trial, limit);
            last = trial;
            expansions++;
        }
        return best(last);
    }

    /** No length satisfies both conditions; one that raises the log density is progress all the same. */
    private Outcome best(Trial best) {
        if (infinite || best.a > 0 && best.d >= MOST_SLOPE * slope && best.a >= 1e10) {
            return Outcome.UNBOUNDED;
        }
        return best.a > 0 && best.f > noise ? take() : Outcome.FAILED;
    }

    private boolean isFinite(Trial trial) {
        return Double.isFinite(trial.f) && Double.isFinite(trial.d) && Vectors.isFinite(gradient);
    }

    private boolean isAcceptable(Trial trial) {
        boolean rises = trial.f >= LEAST_RISE * trial.a * slope || trial.f >= -noise;
        return rises && Math.abs(trial.d) <= MOST_SLOPE * slope;
    }

    private boolean isTooFar(Trial trial, Trial best) {
        return trial.f < LEAST_RISE * trial.a * slope - noise || best.a > 0 && trial.f < best.f - noise;
    }

    /** Where the derivative would vanish if it were linear, within bounds of growth. */
    private static double further(Trial last, Trial trial, double limit) {
        double length = trial.a - last.a;
        double zero = trial.a + trial.d * length / (last.d - trial.d);
        double least = trial.a + length;
        double most = Math.max(least, MAX_GROWTH * trial.a);
        double a = zero >= least ? Math.min(zero, most) : trial.d < last.d ? least : most;
        return a < limit ? a : 0.5 * (trial.a + limit);
    }

    /**
     * Narrows a bracket.
     *
     * @param low end with the highest log density so far, whose derivative points to the other end
     * @param high other end
     */
    private Outcome refine(Trial low, Trial high) {
        Trial best = low;
        Trial other = high;
        for (int k = 1; k <= MAX_REFINEMENTS; k++) {
            double far = Math.max(best.a, other.a);
            if (Math.abs(best.a - other.a) <= SHORTEST_BRACKET * far) {
                break;
            }
            Trial trial = trial(k % 4 == 0 ? 0.5 * (best.a + other.a) : interpolated(best, other));
            if (!isFinite(trial)) {
                other = new Trial(trial.a, Double.NEGATIVE_INFINITY, Double.NaN);
                continue;
            }
            if (isAcceptable(trial)) {
                return Outcome.FOUND;
            }
            if (isTooFar(trial, best)) {
                other = trial;
            } else {
                if (trial.d * (other.a - best.a) <= 0) {
                    other = best;
                }
                best = trial;
                keep();
            }
        }
        return best(best);
    }

    /** Where the cubic through both ends is highest, but well inside. */
    private static double interpolated(Trial one, Trial two) {
        double middle = 0.5 * (one.a + two.a);
        double d1 = one.d + two.d - 3 * (one.f - two.f) / (one.a - two.a);
        double d2 = Math.sqrt(d1 * d1 - one.d * two.d) * (one.a < two.a ? 1 : -1);
        // Nocedal & Wright (2006), equation 3.59, of minus the log density
        double a = two.a - (two.a - one.a) * (-two.d + d2 + d1) / (-two.d + one.d + 2 * d2);
        double margin = 0.1 * Math.abs(two.a - one.a);
        boolean inside = a >= Math.min(one.a, two.a) + margin && a <= Math.max(one.a, two.a) - margin;
        return inside ? a : middle;
    }

    private Trial trial(double a) {
        for (int i = 0; i < position.length; i++) {
            position[i] = start[i] + a * direction[i];
        }
        value = density.gradient(position, gradient);
        evaluations++;
        infinite |= value == Double.POSITIVE_INFINITY;
        double d = Double.isFinite(value) ? Vectors.dot(gradient, direction) : Double.NaN;
        return new Trial(a, value - startValue, d);
    }

    private void keep() {
        System.arraycopy(position, 0, betterPosition, 0, position.length);
        System.arraycopy(gradient, 0, betterGradient, 0, gradient.length);
        betterValue = value;
    }

    private Outcome take() {
        System.arraycopy(betterPosition, 0, position, 0, position.length);
        System.arraycopy(betterGradient, 0, gradient, 0, gradient.length);
        value = betterValue;
        return Outcome.FOUND;
    }
}
