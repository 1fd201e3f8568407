package dev.cotangent.runtime.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Receives the draws of a run while it runs. */
public interface DrawSink {

    /** The run is about to start. Called once, first. */
    void begin(RunHeader header);

    /** The receiver of a chain's draws. Called once per chain, on that chain's thread. */
    ChainSink chain(int chain);

    /**
     * The receiver of the draws of a chain that goes on from a checkpoint. Called instead of {@link #chain(int)}.
     *
     * @param saved what {@link ChainSink#save} wrote
     * @throws IOException if what was received until then is not there any more
     */
    default ChainSink chain(int chain, DataInput saved) throws IOException {
        throw new IOException("draws that " + getClass().getSimpleName() + " received cannot be continued");
    }

    /** Every chain has ended. Called once, last, unless a chain failed before it could start. */
    void end(RunReport report);

    /** One sink that passes everything on to several, in order. */
    static DrawSink all(List<DrawSink> sinks) {
        return new FanOutSink(sinks);
    }

    /** Receives the draws of one chain, on one thread. A chain whose run is given up before it has begun has no receiver. */
    interface ChainSink {

        /** Takes no notice of a chain. */
        ChainSink IGNORING = new IgnoringChain();

        /**
         * A row to keep.
         *
         * @param row values in the order of {@link RunHeader#columns()}; reused by the caller
         */
        void draw(Phase phase, double[] row);

        /**
         * A particle of a population, before draws are taken from it by weight. Not called for chains.
         *
         * @param logWeight logarithm of its weight; those of a population add up to 1
         * @param row as for {@link #draw}
         */
        default void particle(double logWeight, double logLikelihood, double[] row) {}

        /** Warmup has ended with this step size and metric. Not called for samplers without adaptation. */
        void adapted(Adaptation adaptation);

        /** Makes durable what has been received. */
        default void sync() throws IOException {}

        /** Appends what {@link DrawSink#chain(int, DataInput)} needs to go on from here. */
        default void save(DataOutput out) throws IOException {}

        /** The chain has ended, whatever the status. Called once. */
        void end(ChainReport report);
    }
}
