package dev.cotangent.bench.plates;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;

/** How far a density by rows is from the density itself, relative to the sum of the magnitudes of its terms. */
final class RowSums {

    private final Additive additive;
    private final double[] q;
    private final double[] expected;
    private final double[] scale;
    private final double[] singles;
    private final double[] gradient;
    private final double restValue;
    private final double value;
    private double singlesValue;
    private double valueScale;

    private RowSums(LogDensity density, Additive additive, double[] q) {
        this.q = q;
        this.additive = additive;
        int n = density.dimension();
        expected = new double[n];
        scale = new double[n];
        singles = new double[n];
        gradient = new double[n];
        value = density.gradient(q, expected);
        restValue = additive.rest(q, gradient);
        valueScale = Math.abs(restValue);
        for (int i = 0; i < n; i++) {
            scale[i] = Math.abs(gradient[i]);
            singles[i] = gradient[i];
        }
        singlesValue = restValue;
        for (int row = 0; row < additive.rows(); row++) {
            double term = additive.sum(q, new int[] {row}, 1, gradient);
            singlesValue += term;
            valueScale += Math.abs(term);
            for (int i = 0; i < n; i++) {
                scale[i] += Math.abs(gradient[i]);
                singles[i] += gradient[i];
            }
        }
    }

    /** The largest relative error of: all rows as a range; as a list in reverse order; one by one; two ranges. */
    static double error(Model model, double[] q) {
        return error(model.newLogDensity(), model.newAdditiveDensity().orElseThrow(), q);
    }

    /** The same beside a density that was made in another way. */
    static double error(LogDensity density, Additive additive, double[] q) {
        RowSums sums = new RowSums(density, additive, q);
        int rows = sums.additive.rows();
        int[] reversed = new int[rows];
        for (int k = 0; k < rows; k++) {
            reversed[k] = rows - 1 - k;
        }
        double error = sums.error(sums.singlesValue, sums.singles);
        error = Math.max(error, sums.errorWithRest(g -> sums.additive.sum(q, 0, rows, g)));
        error = Math.max(error, sums.errorWithRest(g -> sums.additive.sum(q, reversed, rows, g)));
        return Math.max(error, sums.errorWithRest(g -> {
            double[] second = new double[g.length];
            double value = sums.additive.sum(q, 0, rows / 3, g) + sums.additive.sum(q, rows / 3, rows, second);
            for (int i = 0; i < g.length; i++) {
                g[i] += second[i];
            }
            return value;
        }));
    }

    /** Terms of rows. */
    private interface Terms {
        double sum(double[] gradient);
    }

    private double errorWithRest(Terms terms) {
        double[] all = new double[gradient.length];
        double sum = terms.sum(all);
        additive.rest(q, gradient);
        for (int i = 0; i < all.length; i++) {
            all[i] += gradient[i];
        }
        return error(restValue + sum, all);
    }

    private double error(double found, double[] all) {
        double error = relative(found - value, valueScale);
        for (int i = 0; i < all.length; i++) {
            error = Math.max(error, relative(all[i] - expected[i], scale[i]));
        }
        return error;
    }

    private static double relative(double difference, double scale) {
        return difference == 0 ? 0 : Math.abs(difference) / Math.max(scale, Double.MIN_NORMAL);
    }
}
