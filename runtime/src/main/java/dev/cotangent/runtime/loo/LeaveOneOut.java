package dev.cotangent.runtime.loo;

import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Leave-one-out cross-validation by Pareto smoothed importance sampling (PSIS-LOO): the posterior without an observation is
 * that with it, weighted by the inverse of the observation's likelihood.
 *
 * @param draws number of draws of all chains together
 * @param points one an observation, at least one
 * @see <a href="https://doi.org/10.1007/s11222-016-9696-4">Vehtari, Gelman &amp; Gabry (2017), Practical Bayesian model
 *     evaluation using leave-one-out cross-validation and WAIC</a>
 */
public record LeaveOneOut(int draws, List<PointwiseLoo> points) {

    public LeaveOneOut {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points must not be empty");
        }
    }

    /**
     * Computes the figures of a run.
     *
     * @param draws longer chains are cut to the shortest
     * @param variable the vector or array of log likelihoods, as {@code log_lik}
     * @throws LogLikelihoodException if there is no such variable, or a value of it is not finite
     */
    public static LeaveOneOut of(ColumnSource draws, String variable) {
        List<Column> columns = draws.columns();
        List<Integer> indices = IntStream.range(0, columns.size())
                .filter(k -> columns.get(k).name().equals(variable)
                        || columns.get(k).name().startsWith(variable + "."))
                .boxed()
                .toList();
        if (indices.isEmpty()) {
            throw LogLikelihoodException.missing(variable, columns);
        }
        int size = draws.size();
        if (size == 0) {
            throw new LogLikelihoodException("there are no draws");
        }
        List<PointwiseLoo> points = new ArrayList<>();
        draws.read(indices, (index, chains) -> {
            double[][] equal = Arrays.stream(chains)
                    .map(chain -> Arrays.copyOf(chain, size))
                    .toArray(double[][]::new);
            String name = columns.get(index).name();
            LogLikelihoodException.check(name, equal);
            points.add(PointwiseLoo.of(name, equal));
        });
        return new LeaveOneOut(size * draws.chains(), points);
    }

    /** Expected log predictive density of new data: elpd_loo. */
    public Estimate elpd() {
        return Estimate.sum(values(PointwiseLoo::elpd));
    }

    /** Effective number of parameters: p_loo. */
    public Estimate effectiveParameters() {
        return Estimate.sum(values(PointwiseLoo::effectiveParameters));
    }

    /** The same on the scale of deviances: looic, {@code -2 elpd_loo}. */
    public Estimate informationCriterion() {
        return elpd().times(-2);
    }

    /** Monte Carlo standard error of elpd_loo; NaN if a shape is over {@link #largestShape()}, as it is unknown then. */
    public double mcse() {
        double sum = 0;
        for (PointwiseLoo point : points) {
            sum += point.shape() > largestShape() ? Double.NaN : point.mcse() * point.mcse();
        }
        return Math.sqrt(sum);
    }

    /** The largest shape with which so many draws give estimates that can be trusted. */
    public double largestShape() {
        return ParetoSmoothing.largestShape(draws);
    }

    /** Figures of every observation, shape [points]. */
    public double[] values(ToDoubleFunction<PointwiseLoo> figure) {
        return points.stream().mapToDouble(figure).toArray();
    }
}
