package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.Adaptation;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Phase;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.RunStatus;
import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the weighted particles of each population: {@code particles-1.csv}, {@code particles-2.csv} ..., with log weight and
 * log likelihood before the columns of the draws. Chains have no such file.
 */
public final class ParticleFiles implements DrawSink {

    private final Path directory;
    private volatile RunHeader header;

    /** A sink for a directory, which is created if need be. */
    public ParticleFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public void begin(RunHeader runHeader) {
        header = runHeader;
    }

    @Override
    public ChainSink chain(int chain) {
        List<String> columns = new ArrayList<>(List.of("log_weight__", "log_lik__"));
        header.columns().stream().map(Column::name).forEach(columns::add);
        return new ParticleFile(
                directory.resolve("particles-" + (chain + 1) + ".csv"),
                Map.of("model", header.model() + "_model"),
                columns);
    }

    @Override
    public ChainSink chain(int chain, DataInput saved) {
        return ChainSink.IGNORING;
    }

    @Override
    public void end(RunReport report) {
        // files end with their populations
    }

    private static final class ParticleFile implements ChainSink {
        private final Path path;
        private final Map<String, ?> configuration;
        private final List<String> columns;
        private Optional<TableFile> table = Optional.empty();

        ParticleFile(Path path, Map<String, ?> configuration, List<String> columns) {
            this.path = path;
            this.configuration = configuration;
            this.columns = columns;
        }

        @Override
        public void particle(double logWeight, double logLikelihood, double[] row) {
            double[] values = new double[row.length + 2];
            values[0] = logWeight;
            values[1] = logLikelihood;
            System.arraycopy(row, 0, values, 2, row.length);
            try {
                if (table.isEmpty()) {
                    table = Optional.of(new TableFile(path, configuration, columns));
                }
                table.get().row(values);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void draw(Phase phase, double[] row) {
            // draws are the concern of others
        }

        @Override
        public void adapted(Adaptation adaptation) {
            // populations have none
        }

        @Override
        public void end(ChainReport report) {
            if (table.isPresent()) {
                try (TableFile file = table.get()) {
                    if (report.status() == RunStatus.COMPLETE) {
                        file.complete();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
