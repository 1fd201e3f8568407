package dev.cotangent.runtime.sampler.rmhmc;

import dev.cotangent.runtime.kernel.Checkpointed;
import dev.cotangent.runtime.kernel.SavedArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tries trajectory lengths in turns, and says which moves the slowest coordinate farthest for its cost.
 *
 * <p>Coordinates are looked at through {@code u = t / (1 + |t|)}, t being centred and scaled by medians and quartiles, so that
 * heavy tails do not drown everything else. With the mean square jump J of u and its variance V, lag-one autocorrelation is rho
 * = 1 - J / (2 V), and a draw is worth (1 - rho) / (1 + rho) independent ones, but for the longer lags.
 */
final class TrajectoryLengths implements Checkpointed {

    /** Times in units of the metric, in which a normal distribution that it fits has the period 2 pi. */
    private static final double[] CANDIDATES = {1.5, 3, 6, 12, 24};
    /** A draw counts as so many independent ones at most, as estimates of negative correlations are noisy. */
    private static final double MOST = 2;

    /** Power of the length that counts as its cost: less than 1, as too short a trajectory costs more than one too long. */
    private static final double COST = 0.7;

    private final int n;
    private final double[] centres;
    private final double[] scales;
    private final double[] jumps;
    private final double[] sums;
    private final double[] squares;
    private final double[] counts;
    private final double[] before;
    private int turn;

    TrajectoryLengths(int n) {
        this.n = n;
        centres = new double[n];
        scales = new double[n];
        Arrays.fill(scales, 1);
        jumps = new double[CANDIDATES.length * n];
        sums = new double[n];
        squares = new double[n];
        counts = new double[CANDIDATES.length];
        before = new double[n];
    }

    void setScales(double[] newCentres, double[] newScales) {
        System.arraycopy(newCentres, 0, centres, 0, n);
        System.arraycopy(newScales, 0, scales, 0, n);
    }

    /** The length to try next, from a position. */
    double next(double[] position) {
        System.arraycopy(position, 0, before, 0, n);
        return CANDIDATES[turn];
    }

    /** Takes note of where the trajectory led. */
    void add(double[] position) {
        for (int i = 0; i < n; i++) {
            double to = bounded(position[i], i);
            double jump = to - bounded(before[i], i);
            jumps[turn * n + i] += jump * jump;
            sums[i] += to;
            squares[i] += to * to;
        }
        counts[turn]++;
        turn = (turn + 1) % CANDIDATES.length;
    }

    private double bounded(double x, int i) {
        double t = (x - centres[i]) / scales[i];
        return t / (1 + Math.abs(t));
    }

    /** The best length. */
    double best() {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        int best = 1;
        double most = -1;
        for (int k = 0; k < CANDIDATES.length; k++) {
            double worth = worth(k, total) / StrictMath.pow(CANDIDATES[k], COST);
            if (worth > most) {
                most = worth;
                best = k;
            }
        }
        return CANDIDATES[best];
    }

    /** Independent draws that a draw is worth, in the slowest coordinate. */
    private double worth(int candidate, double total) {
        double least = MOST;
        for (int i = 0; i < n; i++) {
            double mean = sums[i] / total;
            double variance = squares[i] / total - mean * mean;
            double change = jumps[candidate * n + i] / counts[candidate] / (2 * variance);
            double worth = change < 2 ? change / (2 - change) : MOST;
            least = Double.isNaN(worth) ? least : Math.min(least, worth);
        }
        return least;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(turn);
        for (double[] array : new double[][] {centres, scales, jumps, sums, squares, counts}) {
            SavedArray.write(array, out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        turn = in.readInt();
        for (double[] array : new double[][] {centres, scales, jumps, sums, squares, counts}) {
            SavedArray.read(array, in);
        }
    }
}
