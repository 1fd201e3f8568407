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
        double[] pooled =
                new double[Arrays.stream(chains).mapToInt(chain -> chain.length).sum()];
        int next = 0;
        for (double[] chain : chains) {
            System.arraycopy(chain, 0, pooled, next, chain.length);
            next += chain.length;
        }
        return pooled;
    }

    /** Absolute deviations from the pooled median. */
    static double[][] folded(double[][] chains) {
        return folded(chains, Moments.median(pooled(chains)));
    }

    static double[][] folded(double[][] chains, double median) {
        return map(chains, x -> Math.abs(x - median));
    }

    static double[][] map(double[][] chains, DoubleUnaryOperator function) {
        double[][] values = new double[chains.length][];
        for (int k = 0; k < chains.length; k++) {
            double[] mapped = new double[chains[k].length];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = function.applyAsDouble(chains[k][i]);
            }
            values[k] = mapped;
        }
        return values;
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
