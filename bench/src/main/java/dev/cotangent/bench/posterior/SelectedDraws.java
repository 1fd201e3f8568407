package dev.cotangent.bench.posterior;

import dev.cotangent.runtime.run.Adaptation;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Draws;
import dev.cotangent.runtime.run.Phase;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Keeps some columns of the draws after warmup in memory: generated quantities can be many. */
final class SelectedDraws implements DrawSink {

    private final Set<String> wanted;
    private final List<Column> columns = new ArrayList<>();
    private int[] kept = new int[0];
    private final List<List<double[]>> chains = new ArrayList<>();

    SelectedDraws(Set<String> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    @Override
    public void begin(RunHeader header) {
        kept = IntStream.range(0, header.columns().size())
                .filter(k -> wanted.contains(header.columns().get(k).name()))
                .toArray();
        for (int k : kept) {
            columns.add(header.columns().get(k));
        }
        for (int chain = 0; chain < header.options().chains(); chain++) {
            chains.add(new ArrayList<>());
        }
    }

    @Override
    public ChainSink chain(int chain) {
        return new Rows(kept, chains.get(chain));
    }

    @Override
    public void end(RunReport report) {
        // the rows are read by draws()
    }

    /** The draws; to be called after the run has ended. */
    Draws draws() {
        double[][][] values = new double[chains.size()][columns.size()][];
        for (int chain = 0; chain < values.length; chain++) {
            for (int k = 0; k < columns.size(); k++) {
                int column = k;
                values[chain][k] = chains.get(chain).stream()
                        .mapToDouble(row -> row[column])
                        .toArray();
            }
        }
        return Draws.of(columns, values);
    }

    private record Rows(int[] kept, List<double[]> rows) implements ChainSink {

        @Override
        public void draw(Phase phase, double[] row) {
            if (phase == Phase.SAMPLING) {
                double[] selected = new double[kept.length];
                for (int k = 0; k < kept.length; k++) {
                    selected[k] = row[kept[k]];
                }
                rows.add(selected);
            }
        }

        @Override
        public void adapted(Adaptation adaptation) {
            // of no interest here
        }

        @Override
        public void end(ChainReport report) {
            // rows need no end
        }
    }
}
