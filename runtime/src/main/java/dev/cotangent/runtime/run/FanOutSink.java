package dev.cotangent.runtime.run;

import java.util.List;

/** Passes everything on to several sinks. */
final class FanOutSink implements DrawSink {

    private final List<DrawSink> sinks;

    FanOutSink(List<DrawSink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void begin(RunHeader header) {
        sinks.forEach(sink -> sink.begin(header));
    }

    @Override
    public ChainSink chain(int chain) {
        return new FanOutChain(sinks.stream().map(sink -> sink.chain(chain)).toList());
    }

    @Override
    public void end(RunReport report) {
        sinks.forEach(sink -> sink.end(report));
    }

    private record FanOutChain(List<ChainSink> chains) implements ChainSink {

        @Override
        public void draw(Phase phase, double[] row) {
            chains.forEach(chain -> chain.draw(phase, row));
        }

        @Override
        public void adapted(Adaptation adaptation) {
            chains.forEach(chain -> chain.adapted(adaptation));
        }

        @Override
        public void end(ChainReport report) {
            chains.forEach(chain -> chain.end(report));
        }
    }
}
