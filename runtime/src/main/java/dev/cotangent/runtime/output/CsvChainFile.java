package dev.cotangent.runtime.output;

import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.run.Adaptation;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Phase;
import dev.cotangent.runtime.run.RunStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.StringJoiner;

/** The Stan CSV file of one chain, written as the chain runs. */
final class CsvChainFile implements DrawSink.ChainSink {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Path file;
    private final Path partial;
    private final TextAppender text;
    private final StringBuilder line = new StringBuilder();

    private CsvChainFile(Path file, Path partial, TextAppender text) {
        this.file = file;
        this.partial = partial;
        this.text = text;
    }

    /**
     * A file without rows yet.
     *
     * @param head configuration and names of the columns
     */
    static CsvChainFile create(Path file, byte[] head) {
        Path partial = CsvSink.partial(file);
        try {
            Files.deleteIfExists(file);
            return new CsvChainFile(file, partial, TextAppender.create(partial, head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A file with the rows that it had when it was saved.
     *
     * @param head configuration and names of the columns, which replace those of the file
     * @throws IOException if those rows are not there any more
     */
    static CsvChainFile reopen(Path file, byte[] head, DataInput saved) throws IOException {
        long length = saved.readLong();
        long checksum = saved.readLong();
        return new CsvChainFile(
                file,
                CsvSink.partial(file),
                CsvChainRemains.of(file, length, checksum).under(head));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        text.flush();
        out.writeLong(text.length());
        out.writeLong(text.checksum());
    }

    @Override
    public void sync() throws IOException {
        text.sync();
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
        writeLine();
    }

    @Override
    public void adapted(Adaptation adaptation) {
        write("# Adaptation terminated");
        write("# Step size = " + NumberText.of(adaptation.stepSize()));
        boolean dense = adaptation.metric().kind() == MetricKind.DENSE;
        write(dense ? "# Elements of inverse mass matrix:" : "# Diagonal elements of inverse mass matrix:");
        for (double[] row : adaptation.metric().inverseMass()) {
            StringJoiner elements = new StringJoiner(", ", "# ", "");
            for (double element : row) {
                elements.add(NumberText.of(element));
            }
            write(elements.toString());
        }
        try {
            text.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end(ChainReport report) {
        try (text) {
            if (report.status() != RunStatus.COMPLETE) {
                write("# Stopped early: " + report.status() + " after "
                        + report.warmup().iterations() + " warmup iterations and "
                        + report.sampling().iterations() + " draws");
            }
            report.population()
                    .map(PopulationTree::comments)
                    .ifPresent(comments -> comments.forEach((key, value) -> write("# " + key + " = " + value)));
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
        write("# ");
        write("#  Elapsed Time: " + NumberText.of(warmup) + " seconds (Warm-up)");
        write("#                " + NumberText.of(sampling) + " seconds (Sampling)");
        write("#                " + NumberText.of(warmup + sampling) + " seconds (Total)");
        write("# ");
    }

    private void takeName() {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String whole) {
        line.setLength(0);
        line.append(whole);
        writeLine();
    }

    private void writeLine() {
        line.append('\n');
        try {
            text.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
