package dev.cotangent.runtime.sampler.rmhmc;

import dev.cotangent.runtime.kernel.Checkpointed;
import dev.cotangent.runtime.kernel.SavedArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Tries strengths of the binding in turns, and says with which proposals are accepted most often. */
final class Bindings implements Checkpointed {

    private static final double[] CANDIDATES = {0, 0.5, 1, 2, 5, 10, 20, 50};

    private final double[] sums = new double[CANDIDATES.length];
    private final double[] counts = new double[CANDIDATES.length];
    private int turn;

    double next() {
        return CANDIDATES[turn];
    }

    void add(double acceptanceRate) {
        sums[turn] += acceptanceRate;
        counts[turn]++;
        turn = (turn + 1) % CANDIDATES.length;
    }

    /** The best strength; of equals, the weakest. */
    double best() {
        int best = 0;
        for (int k = 1; k < CANDIDATES.length; k++) {
            if (sums[k] * counts[best] > sums[best] * counts[k]) {
                best = k;
            }
        }
        return CANDIDATES[best];
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(turn);
        SavedArray.write(sums, out);
        SavedArray.write(counts, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        turn = in.readInt();
        SavedArray.read(sums, in);
        SavedArray.read(counts, in);
    }
}
