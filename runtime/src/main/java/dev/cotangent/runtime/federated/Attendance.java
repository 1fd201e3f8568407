package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.kernel.Checkpointed;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Which shards answer, and with what probability each is chosen: those that are left keep their proportions. */
final class Attendance implements Checkpointed {

    private static final long HERE = -1;

    private final Shards shards;
    private final double[] nominal;
    private final double[] current;
    /** Update after which a shard stopped answering. */
    private final long[] lost;

    private final boolean surrogatesStandIn;

    Attendance(Shards shards, double[] probabilities, boolean surrogatesStandIn) {
        this.shards = shards;
        this.nominal = probabilities;
        this.current = probabilities.clone();
        this.lost = new long[probabilities.length];
        this.surrogatesStandIn = surrogatesStandIn;
        java.util.Arrays.fill(lost, HERE);
    }

    int count() {
        return nominal.length;
    }

    boolean isHere(int shard) {
        return lost[shard] == HERE;
    }

    /** Probability of a shard, 0 if it does not answer. */
    double probability(int shard) {
        return current[shard];
    }

    int draw(UniformRandomProvider random) {
        double u = random.nextDouble();
        int latest = 0;
        for (int s = 0; s < current.length; s++) {
            if (isHere(s)) {
                latest = s;
                u -= current[s];
                if (u < 0) {
                    return s;
                }
            }
        }
        return latest;
    }

    /**
     * A shard does not answer any more.
     *
     * @throws NoShardsException if it was the last
     */
    void lose(int shard, long updates, ShardUnavailableException reason) {
        lost[shard] = updates;
        weigh();
        for (int s = 0; s < lost.length; s++) {
            if (isHere(s)) {
                return;
            }
        }
        throw new NoShardsException(
                "no shard answers any more; the last was " + shards.name(shard) + ": " + reason.getMessage());
    }

    private void weigh() {
        double sum = 0;
        for (int s = 0; s < nominal.length; s++) {
            sum += isHere(s) ? nominal[s] : 0;
        }
        for (int s = 0; s < nominal.length; s++) {
            current[s] = isHere(s) ? nominal[s] / sum : 0;
        }
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (int s = 0; s < lost.length; s++) {
            if (!isHere(s)) {
                remarks.add("shard " + shards.name(s) + " stopped answering after " + lost[s]
                        + " updates; the others were chosen in its place in proportion to their probabilities, and from then on "
                        + (surrogatesStandIn ? "its surrogate stands for its rows" : "the draws leave its rows out"));
            }
        }
        return remarks;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (long update : lost) {
            out.writeLong(update);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (int s = 0; s < lost.length; s++) {
            lost[s] = in.readLong();
        }
        weigh();
    }
}
