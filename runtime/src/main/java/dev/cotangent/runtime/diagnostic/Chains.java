package dev.cotangent.runtime.diagnostic;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Rearrangements of the draws of one quantity, shape [chains][draws], that diagnostics are computed from. */
final class Chains {

    /** Spread below which draws count as constant: the machine epsilon, as in R's posterior. */
    private static final double CONSTANT = 0x1p-52;

    private Chains() {}

    /** Every chain cut to the length of the shortest. */
    static double[][] equalised(double[][] chains) {
        int length = Arrays.stream(chains).mapToInt(chain -> chain.length).min().orElse(0);
        return Arrays.stream(chains)
                .map(chain -> chain.length == length ? chain : Arrays.copyOf(chain, length))
                .toArray(double[][]::new);
    }

    /** Every chain cut into its halves; the middle draw of an odd number is left out. */
    static double[][] split(double[][] chains) {
        int draws = chains.length == 0 ? 0 : chains[0].length;
        if (draws < 2) {
            return chains;
        }
        int half = draws / 2;
        double[][] halves = new double[2 * chains.length][];
        for (int k = 0; k < chains.length; k++) {
            halves[2 * k] = Arrays.copyOfRange(chains[k], 0, half);
            halves[2 * k + 1] = Arrays.copyOfRange(chains[k], draws - half, draws);
        }
        return halves;
    }

    /** All draws in one array. */
    static double[] pooled(double[][] chains) {
        return Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Absolute deviations from the pooled median. */
    static double[][] folded(double[][] chains) {
        double median = Moments.median(pooled(chains));
        return map(chains, x -> Math.abs(x - median));
    }

    static double[][] map(double[][] chains, DoubleUnaryOperator function) {
        return Arrays.stream(chains)
                .map(chain -> Arrays.stream(chain).map(function).toArray())
                .toArray(double[][]::new);
    }

    /** True if diagnostics are undefined: without draws, with a value that is not finite, or constant. */
    static boolean isDegenerate(double[][] chains) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] chain : chains) {
            for (double x : chain) {
                if (!Double.isFinite(x)) {
                    return true;
                }
                low = Math.min(low, x);
                high = Math.max(high, x);
            }
        }
        return !(high - low >= CONSTANT);
    }
}
