package dev.cotangent.runtime.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
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
    public ChainSink chain(int chain, DataInput saved) throws IOException {
        List<ChainSink> chains = new ArrayList<>();
        for (DrawSink sink : sinks) {
            chains.add(sink.chain(chain, saved));
        }
        return new FanOutChain(chains);
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
        public void particle(double logWeight, double logLikelihood, double[] row) {
            chains.forEach(chain -> chain.particle(logWeight, logLikelihood, row));
        }

        @Override
        public void adapted(Adaptation adaptation) {
            chains.forEach(chain -> chain.adapted(adaptation));
        }

        @Override
        public void sync() throws IOException {
            for (ChainSink chain : chains) {
                chain.sync();
            }
        }

        @Override
        public void save(DataOutput out) throws IOException {
            for (ChainSink chain : chains) {
                chain.save(out);
            }
        }

        @Override
        public void end(ChainReport report) {
            chains.forEach(chain -> chain.end(report));
        }
    }
}
