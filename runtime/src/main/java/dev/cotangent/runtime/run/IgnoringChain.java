package dev.cotangent.runtime.run;

/** Takes no notice of a chain. */
final class IgnoringChain implements DrawSink.ChainSink {

    @Override
    public void draw(Phase phase, double[] row) {}

    @Override
    public void adapted(Adaptation adaptation) {}

    @Override
    public void end(ChainReport report) {}
}
