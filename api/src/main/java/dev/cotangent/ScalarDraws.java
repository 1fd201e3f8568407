package dev.cotangent;

import dev.cotangent.runtime.diagnostic.VariableSummary;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The draws of one number. Immutable. */
public final class ScalarDraws {

    private final String name;
    private final double[][] chains;

    ScalarDraws(String name, double[][] chains) {
        this.name = name;
        this.chains = chains;
    }

    /** Its name, as {@code theta.1}. */
    public String name() {
        return name;
    }

    /** Number of draws of all chains. */
    public int size() {
        int size = 0;
        for (double[] chain : chains) {
            size += chain.length;
        }
        return size;
    }

    /**
     * One draw.
     *
     * @param draw from 0, over all chains
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public double get(int draw) {
        int rest = draw;
        for (double[] chain : chains) {
            if (rest < chain.length) {
                return chain[rest];
            }
            rest -= chain.length;
        }
        throw new IndexOutOfBoundsException("draw " + draw + " of " + size());
    }

    /** All draws, chain after chain; a fresh array. */
    public double[] toArray() {
        return stream().toArray();
    }

    /** All draws, chain after chain. */
    public DoubleStream stream() {
        return Arrays.stream(chains).flatMapToDouble(Arrays::stream);
    }

    /** The draws by chain; fresh arrays. */
    public double[][] byChain() {
        return Arrays.stream(chains).map(double[]::clone).toArray(double[][]::new);
    }

    /** The mean; NaN without draws. */
    public double mean() {
        double sum = 0;
        int size = 0;
        for (double[] chain : chains) {
            for (double value : chain) {
                sum += value;
            }
            size += chain.length;
        }
        return sum / size;
    }

    /**
     * A quantile, by linear interpolation between order statistics.
     *
     * @param probability in [0, 1]
     */
    public double quantile(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability is in [0, 1], not " + probability);
        }
        double[] sorted = toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted);
        double index = (sorted.length - 1) * probability;
        int low = (int) index;
        int high = Math.min(low + 1, sorted.length - 1);
        return index == low ? sorted[low] : sorted[low] + (index - low) * (sorted[high] - sorted[low]);
    }

    /** Mean, standard deviation, quantiles, effective sample sizes and R-hat. */
    public VariableSummary summary() {
        return VariableSummary.of(name, chains);
    }
}
