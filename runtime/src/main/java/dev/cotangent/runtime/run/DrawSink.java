package dev.cotangent.runtime.run;

import java.util.List;

/** Receives the draws of a run while it runs. */
public interface DrawSink {

    /** The run is about to start. Called once, first. */
    void begin(RunHeader header);

    /** The receiver of a chain's draws. Called once per chain, on that chain's thread. */
    ChainSink chain(int chain);

    /** Every chain has ended. Called once, last, unless a chain failed before it could start. */
    void end(RunReport report);

    /** One sink that passes everything on to several, in order. */
    static DrawSink all(List<DrawSink> sinks) {
        return new FanOutSink(sinks);
    }

    /** Receives the draws of one chain, on one thread. */
    interface ChainSink {

        /** Takes no notice of a chain. */
        ChainSink IGNORING = new IgnoringChain();

        /**
         * A row to keep.
         *
         * @param row values in the order of {@link RunHeader#columns()}; reused by the caller
         */
        void draw(Phase phase, double[] row);

        /** Warmup has ended with this step size and metric. Not called for samplers without adaptation. */
        void adapted(Adaptation adaptation);

        /** The chain has ended, whatever the status. Called once. */
        void end(ChainReport report);
    }
}
