package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Checkpointed;
import dev.cotangent.runtime.kernel.SavedArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Positions of the latest draws with their scores, the gradients of the log density; oldest first. Mutable.
 *
 * <p>They are split in an older and a newer part, of which the older is dropped when the newer suffices.
 */
final class ScoredDraws implements Checkpointed {

    private final int dimension;
    private final int capacity;
    private final List<double[]> positions = new ArrayList<>();
    private final List<double[]> scores = new ArrayList<>();
    private int older;

    /** None yet, and never more than a capacity: the oldest make room. */
    ScoredDraws(int dimension, int capacity) {
        this.dimension = dimension;
        this.capacity = capacity;
    }

    /** Adds a state, unless it is not finite. */
    void add(ChainState state) {
        if (!isFinite(state.position()) || !isFinite(state.gradient())) {
            return;
        }
        if (positions.size() == capacity) {
            positions.remove(0);
            scores.remove(0);
            older = Math.max(0, older - 1);
        }
        positions.add(state.position().clone());
        scores.add(state.gradient().clone());
    }

    private static boolean isFinite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    int dimension() {
        return dimension;
    }

    int size() {
        return positions.size();
    }

    /** Number of draws of the newer part. */
    int newer() {
        return positions.size() - older;
    }

    /** Drops the older part; what was the newer part becomes the older. */
    void dropOlder() {
        positions.subList(0, older).clear();
        scores.subList(0, older).clear();
        older = positions.size();
    }

    /** Positions, shape [size][dimension]; not to be written to. */
    List<double[]> positions() {
        return positions;
    }

    /** Scores, shape [size][dimension]; not to be written to. */
    List<double[]> scores() {
        return scores;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(positions.size());
        out.writeInt(older);
        for (int t = 0; t < positions.size(); t++) {
            SavedArray.write(positions.get(t), out);
            SavedArray.write(scores.get(t), out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        positions.clear();
        scores.clear();
        int size = in.readInt();
        older = in.readInt();
        if (size < 0 || size > capacity || older < 0 || older > size) {
            throw new IOException("expected at most " + capacity + " saved draws, found " + older + " of " + size);
        }
        for (int t = 0; t < size; t++) {
            positions.add(read(in));
            scores.add(read(in));
        }
    }

    private double[] read(DataInput in) throws IOException {
        double[] values = new double[dimension];
        SavedArray.read(values, in);
        return values;
    }
}
