package dev.cotangent.runtime.diagnostic;

import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The variable that tells divergent draws from the others best: a funnel's trajectories diverge where its scale is small.
 *
 * @param variable name of the column
 * @param isBelow true if divergent draws are mostly smaller than others
 * @param divergentMedian its median in divergent draws
 * @param otherMedian its median in the others
 */
public record DivergenceRegion(String variable, boolean isBelow, double divergentMedian, double otherMedian) {

    /** In units of the standard error without a difference; beyond chance also for the best of a thousand variables. */
    private static final double LEAST_Z = 4;

    /** Distance from 1/2 of the probability that a divergent draw is smaller than another. */
    private static final double LEAST_EFFECT = 0.2;

    /**
     * Finds the variable, by the Mann-Whitney statistic of each.
     *
     * @return empty if there are no divergences, too few of them, or none of the variables tells them apart
     */
    public static Optional<DivergenceRegion> find(ColumnSource draws) {
        if (!draws.has(Statistic.DIVERGENT.column())) {
            return Optional.empty();
        }
        double[] flags = Chains.pooled(draws.values(Statistic.DIVERGENT.column()));
        long divergent = Arrays.stream(flags).filter(flag -> flag != 0).count();
        if (divergent == 0 || divergent == flags.length) {
            return Optional.empty();
        }
        Search search = new Search(draws.columns(), flags);
        List<Column> columns = draws.columns();
        draws.read(
                IntStream.range(0, columns.size())
                        .filter(k -> columns.get(k).role() == Column.Role.VARIABLE)
                        .boxed()
                        .toList(),
                search::accept);
        return search.best;
    }

    private static final class Search {
        private final List<Column> columns;
        private final double[] flags;
        private Optional<DivergenceRegion> best = Optional.empty();
        private double bestEffect = LEAST_EFFECT;

        Search(List<Column> columns, double[] flags) {
            this.columns = columns;
            this.flags = flags;
        }

        void accept(int index, double[][] chains) {
            double[] pooled = Chains.pooled(chains);
            double[] inside = sorted(pooled, true);
            double[] outside = sorted(pooled, false);
            if (Double.isNaN(inside[inside.length - 1]) || Double.isNaN(outside[outside.length - 1])) {
                return;
            }
            double effect = probabilityBelow(inside, outside) - 0.5;
            double n = inside.length;
            double m = outside.length;
            double standardError = Math.sqrt((n + m + 1) / (12 * n * m));
            if (Math.abs(effect) > bestEffect && Math.abs(effect) > LEAST_Z * standardError) {
                bestEffect = Math.abs(effect);
                best = Optional.of(new DivergenceRegion(
                        columns.get(index).name(),
                        effect > 0,
                        Moments.quantile(inside, 0.5),
                        Moments.quantile(outside, 0.5)));
            }
        }

        private double[] sorted(double[] pooled, boolean divergent) {
            return IntStream.range(0, pooled.length)
                    .filter(i -> flags[i] != 0 == divergent)
                    .mapToDouble(i -> pooled[i])
                    .sorted()
                    .toArray();
        }

        /** Probability that a value of the first is smaller than one of the second, ties counting half. */
        private static double probabilityBelow(double[] first, double[] second) {
            double pairs = 0;
            int smaller = 0;
            int notLarger = 0;
            for (double x : first) {
                while (smaller < second.length && second[smaller] < x) {
                    smaller++;
                }
                while (notLarger < second.length && second[notLarger] <= x) {
                    notLarger++;
                }
                pairs += second.length - 0.5 * (smaller + notLarger);
            }
            return pairs / first.length / second.length;
        }
    }
}
