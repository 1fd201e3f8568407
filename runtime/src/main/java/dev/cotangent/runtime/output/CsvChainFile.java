package dev.cotangent.runtime.output;

import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.run.Adaptation;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Phase;
import dev.cotangent.runtime.run.RunStatus;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.StringJoiner;

/** The Stan CSV file of one chain, written as the chain runs. */
final class CsvChainFile implements DrawSink.ChainSink {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Path file;
    private final Path partial;
    private final BufferedWriter writer;
    private final StringBuilder line = new StringBuilder();

    CsvChainFile(Path file) {
        this.file = file;
        this.partial = file.resolveSibling(file.getFileName() + CsvSink.PARTIAL);
        try {
            this.writer = Files.newBufferedWriter(partial);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void begin(List<String> configuration, List<Column> columns) {
        configuration.forEach(this::writeLine);
        writeLine(String.join(",", columns.stream().map(Column::name).toList()));
        flush();
    }

    @Override
    public void draw(Phase phase, double[] row) {
        line.setLength(0);
        for (int k = 0; k < row.length; k++) {
            if (k > 0) {
                line.append(',');
            }
            NumberText.append(row[k], line);
        }
        writeLine(line);
    }

    @Override
    public void adapted(Adaptation adaptation) {
        writeLine("# Adaptation terminated");
        writeLine("# Step size = " + NumberText.of(adaptation.stepSize()));
        boolean dense = adaptation.metric().kind() == MetricKind.DENSE;
        writeLine(dense ? "# Elements of inverse mass matrix:" : "# Diagonal elements of inverse mass matrix:");
        for (double[] row : adaptation.metric().inverseMass()) {
            StringJoiner elements = new StringJoiner(", ", "# ", "");
            for (double element : row) {
                elements.add(NumberText.of(element));
            }
            writeLine(elements.toString());
        }
        flush();
    }

    @Override
    public void end(ChainReport report) {
        try (writer) {
            if (report.status() != RunStatus.COMPLETE) {
                writeLine("# Stopped early: " + report.status() + " after "
                        + report.warmup().iterations() + " warmup iterations and "
                        + report.sampling().iterations() + " draws");
            }
            writeElapsed(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (report.status() != RunStatus.FAILED) {
            takeName();
        }
    }

    private void writeElapsed(ChainReport report) {
        double warmup = report.warmup().elapsed().toNanos() / NANOS_PER_SECOND;
        double sampling = report.sampling().elapsed().toNanos() / NANOS_PER_SECOND;
        writeLine("# ");
        writeLine("#  Elapsed Time: " + NumberText.of(warmup) + " seconds (Warm-up)");
        writeLine("#                " + NumberText.of(sampling) + " seconds (Sampling)");
        writeLine("#                " + NumberText.of(warmup + sampling) + " seconds (Total)");
        writeLine("# ");
    }

    private void takeName() {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeLine(CharSequence text) {
        try {
            writer.append(text).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
