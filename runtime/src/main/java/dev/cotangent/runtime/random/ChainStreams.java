package dev.cotangent.runtime.random;

import dev.cotangent.runtime.kernel.Checkpointed;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.LongJumpableUniformRandomProvider;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The independent streams of one chain.
 *
 * <p>Generator L64_X128_MIX, seeded from the run's seed; chain k starts k long jumps on, and its generated quantities one
 * and two jumps further. What generated quantities consume therefore never alters the chain, keeping warmup rows never
 * alters the rows after it, and no stream depends on how many chains or threads there are.
 *
 * @param transitions randomness of the initial position and the transitions
 * @param generatedQuantities randomness of the generated quantities after warmup
 * @param warmupQuantities randomness of the generated quantities of kept warmup iterations
 */
public record ChainStreams(
        UniformRandomProvider transitions,
        UniformRandomProvider generatedQuantities,
        UniformRandomProvider warmupQuantities)
        implements Checkpointed {

    /** Far more than any generator has. */
    private static final int MAX_STATE_BYTES = 1 << 16;

    /**
     * The streams of a chain.
     *
     * @param seed the run's seed
     * @param chain number of the chain, from 0
     */
    public static ChainStreams of(long seed, int chain) {
        LongJumpableUniformRandomProvider source =
                (LongJumpableUniformRandomProvider) RandomSource.L64_X128_MIX.create(seed);
        JumpableUniformRandomProvider stream = source.longJump();
        for (int k = 0; k < chain; k++) {
            stream = source.longJump();
        }
        // a jump returns the state before it and leaves the receiver behind it
        UniformRandomProvider transitions = stream.jump();
        UniformRandomProvider generatedQuantities = stream.jump();
        return new ChainStreams(transitions, generatedQuantities, stream);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (UniformRandomProvider stream : all()) {
            byte[] state =
                    ((RandomProviderDefaultState) ((RestorableUniformRandomProvider) stream).saveState()).getState();
            out.writeInt(state.length);
            out.write(state);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (UniformRandomProvider stream : all()) {
            int length = in.readInt();
            if (length < 0 || length > MAX_STATE_BYTES) {
                throw new IOException("the state of a stream of random numbers cannot have " + length + " bytes");
            }
            byte[] state = new byte[length];
            in.readFully(state);
            try {
                ((RestorableUniformRandomProvider) stream).restoreState(new RandomProviderDefaultState(state));
            } catch (IllegalStateException e) {
                throw new IOException("not the state of a stream of random numbers: " + e.getMessage(), e);
            }
        }
    }

    private List<UniformRandomProvider> all() {
        return List.of(transitions, generatedQuantities, warmupQuantities);
    }
}
