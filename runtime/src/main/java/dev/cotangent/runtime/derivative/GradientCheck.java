package dev.cotangent.runtime.derivative;

import dev.cotangent.runtime.model.LogDensity;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a gradient with differences of the log density.
 *
 * <p>Each derivative is extrapolated from central differences with ever smaller steps, and comes with an estimate of its error
 * (Ridders 1982, as in Press et al., Numerical Recipes, section 5.7) to which the noise of the log density is added, be it
 * rounding or that of a solver. A gradient differs if it is
 * farther from the derivative than the tolerance and several times that error.
 *
 * @see <a href="https://doi.org/10.1016/S0141-1195(82)80057-0">Ridders (1982), Accurate computation of F'(x) and F'(x)
 *     F''(x)</a>
 */
public final class GradientCheck {

    private static final double FIRST_STEP = 0.1;
    private static final double SHRINKAGE = 2;
    /** Down to steps of 8e-7: none is left out, as coarse ones may agree by chance. */
    private static final int STEPS = 18;

    /** Up to an error of h^10: more gains nothing. */
    private static final int COLUMNS = 5;

    /** So many times the estimated error is no difference. */
    private static final double SAFETY = 10;

    private static final double ROUNDING = 2e-15;
    private static final double NOISE_SPACING = 1e-7;
    private static final int NOISE_POINTS = 9;
    private static final int NOISE_ORDER = 4;
    /** {@code (4!)² / 8!}: the inverse variance of a fourth difference of independent noise. */
    private static final double NOISE_FACTOR = 1 / 70.0;

    private final LogDensity density;
    private final double tolerance;

    /**
     * A check.
     *
     * @param density the one to check
     * @param tolerance allowed difference, relative to the derivative but at least to 1
     */
    public GradientCheck(LogDensity density, double tolerance) {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("tolerance must be positive, but is " + tolerance);
        }
        this.density = density;
        this.tolerance = tolerance;
    }

    /** What is to be said of an entry of a gradient. */
    public enum Verdict {
        AGREES,
        DIFFERS,
        /** The differences are not exact enough to tell. */
        UNDECIDED
    }

    /**
     * An entry of a gradient beside the derivative from differences.
     *
     * @param coordinate its number, from 0
     * @param gradient the entry
     * @param derivative the derivative from differences; NaN where there are none
     * @param error estimated error of the derivative
     * @param verdict what follows
     */
    public record Entry(int coordinate, double gradient, double derivative, double error, Verdict verdict) {

        /** Difference of the two, relative to the derivative but at least to 1; infinite if one is not a number. */
        public double difference() {
            double difference =
                    Math.abs(gradient - derivative) / Math.max(1, Math.max(Math.abs(gradient), Math.abs(derivative)));
            return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        }
    }

    /**
     * Compares at a point.
     *
     * @param q point with a finite log density, shape [n]; not modified
     * @return an entry a coordinate, in their order
     */
    public List<Entry> at(double[] q) {
        double[] gradient = new double[q.length];
        double value = density.gradient(q, gradient);
        double noise = Math.max(ROUNDING * Math.max(1, Math.abs(value)), noise(q));
        double[] moved = q.clone();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            Tableau tableau = new Tableau(density, moved, i, noise);
            tableau.fill();
            entries.add(new Entry(
                    i, gradient[i], tableau.best, tableau.error, verdict(gradient[i], tableau.best, tableau.error)));
        }
        return entries;
    }

    /**
     * Standard deviation of the log density's noise, from fourth differences over points so close that nothing else is left
     * in them (Moré &amp; Wild 2011, Estimating computational noise); 0 where it is not finite.
     */
    private double noise(double[] q) {
        double[] values = new double[NOISE_POINTS];
        double[] moved = new double[q.length];
        for (int k = 0; k < NOISE_POINTS; k++) {
            for (int i = 0; i < q.length; i++) {
                moved[i] = q[i] + (k - NOISE_POINTS / 2) * NOISE_SPACING * Math.max(1, Math.abs(q[i]));
            }
            values[k] = density.value(moved);
        }
        int left = NOISE_POINTS;
        for (int order = 0; order < NOISE_ORDER; order++) {
            left--;
            for (int k = 0; k < left; k++) {
                values[k] = values[k + 1] - values[k];
            }
        }
        double squares = 0;
        for (int k = 0; k < left; k++) {
            squares += values[k] * values[k];
        }
        double noise = Math.sqrt(NOISE_FACTOR * squares / left);
        return Double.isFinite(noise) ? noise : 0;
    }

    private Verdict verdict(double gradient, double derivative, double error) {
        if (!Double.isFinite(derivative)) {
            return Verdict.UNDECIDED;
        }
        double allowed = tolerance * Math.max(1, Math.max(Math.abs(gradient), Math.abs(derivative)));
        double difference = Math.abs(gradient - derivative);
        if (difference <= allowed) {
            return Verdict.AGREES;
        }
        // also where the gradient is not a number
        return SAFETY * error > difference ? Verdict.UNDECIDED : Verdict.DIFFERS;
    }

    /** Differences of one coordinate with shrinking steps, extrapolated to a step of 0. */
    private static final class Tableau {
        private final LogDensity density;
        private final double[] q;
        private final int coordinate;
        private final double noise;
        private final List<Estimate> estimates = new ArrayList<>();
        private double best = Double.NaN;
        private double error = Double.POSITIVE_INFINITY;

        /** The extrapolation of a row that agrees best with those it is made of. */
        private record Estimate(double value, double error) {}

        Tableau(LogDensity density, double[] q, int coordinate, double noise) {
            this.density = density;
            this.q = q;
            this.coordinate = coordinate;
            this.noise = noise;
        }

        void fill() {
            double[] former = {};
            double h = FIRST_STEP * Math.max(1, Math.abs(q[coordinate]));
            for (int step = 0; step < STEPS; step++, h /= SHRINKAGE) {
                double[] row = new double[Math.min(former.length + 1, COLUMNS)];
                row[0] = difference(h);
                if (!Double.isFinite(row[0])) {
                    former = new double[0];
                    estimates.clear();
                    continue;
                }
                if (former.length > 0) {
                    estimates.add(extrapolated(former, row, noise / h));
                }
                former = row;
            }
            choose();
        }

        private static Estimate extrapolated(double[] former, double[] row, double floor) {
            Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
            double factor = SHRINKAGE * SHRINKAGE;
            for (int k = 1; k < row.length; k++) {
                row[k] = (row[k - 1] * factor - former[k - 1]) / (factor - 1);
                double difference = Math.max(Math.abs(row[k] - row[k - 1]), Math.abs(row[k] - former[k - 1]));
                if (difference + floor <= best.error()) {
                    best = new Estimate(row[k], difference + floor);
                }
                factor *= SHRINKAGE * SHRINKAGE;
            }
            return best;
        }

        /** Goes from fine steps, which are noisy, to coarser ones as long as these do not contradict them. */
        private void choose() {
            for (int row = estimates.size() - 1; row >= 0; row--) {
                Estimate estimate = estimates.get(row);
                if (Math.abs(estimate.value() - best) > SAFETY * (error + estimate.error())) {
                    return;
                }
                if (estimate.error() < error) {
                    best = estimate.value();
                    error = estimate.error();
                }
            }
        }

        private double difference(double h) {
            double at = q[coordinate];
            double up = at + h;
            double down = at - h;
            q[coordinate] = up;
            double above = density.value(q);
            q[coordinate] = down;
            double below = density.value(q);
            q[coordinate] = at;
            return (above - below) / (up - down);
        }
    }
}
