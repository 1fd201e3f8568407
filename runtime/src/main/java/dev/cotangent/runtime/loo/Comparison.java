package dev.cotangent.runtime.loo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A model beside the one that predicts best.
 *
 * @param model its index in the list that was compared
 * @param elpd its expected log predictive density
 * @param difference elpd minus that of the best; the standard error is of the difference, which pairs the observations
 * @param weight its weight in the mixture of predictions that scores best, in [0, 1]
 * @see <a href="https://doi.org/10.1214/17-BA1091">Yao, Vehtari, Simpson &amp; Gelman (2018), Using stacking to average Bayesian
 *     predictive distributions</a>
 */
public record Comparison(int model, Estimate elpd, Estimate difference, double weight) {

    /**
     * Compares models of the same observations.
     *
     * @return the best first; of equals the one that comes first in the list
     * @throws IllegalArgumentException if there are fewer than two, or their numbers of observations differ
     */
    public static List<Comparison> of(List<LeaveOneOut> models) {
        if (models.size() < 2) {
            throw new IllegalArgumentException("models must be at least two, but are " + models.size());
        }
        double[][] pointwise =
                models.stream().map(model -> model.values(PointwiseLoo::elpd)).toArray(double[][]::new);
        for (double[] points : pointwise) {
            if (points.length != pointwise[0].length) {
                throw new IllegalArgumentException("models must have as many observations, but have "
                        + pointwise[0].length + " and " + points.length);
            }
        }
        double[] weights = Stacking.weights(pointwise);
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < pointwise.length; k++) {
            order.add(k);
        }
        order.sort(Comparator.comparingDouble(k -> -models.get(k).elpd().value()));
        double[] best = pointwise[order.get(0)];
        return order.stream()
                .map(k -> new Comparison(
                        k, models.get(k).elpd(), Estimate.sum(differences(pointwise[k], best)), weights[k]))
                .toList();
    }

    private static double[] differences(double[] points, double[] best) {
        double[] differences = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            differences[i] = points[i] - best[i];
        }
        return differences;
    }
}
