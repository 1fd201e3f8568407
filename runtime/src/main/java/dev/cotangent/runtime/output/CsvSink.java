package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Writes a Stan CSV file per chain: {@code chain-1.csv}, {@code chain-2.csv} ...
 *
 * <p>While a chain runs its file is called {@code chain-1.csv.partial}. It gets its name when the chain completes or is
 * cancelled, and keeps the other if the chain fails or the process dies; {@link CsvDraws} reads either.
 */
public final class CsvSink implements DrawSink {

    static final String PARTIAL = ".partial";

    private final Path directory;
    private final Provenance provenance;
    private final boolean continuing;
    private volatile RunHeader header;

    /**
     * A sink for a directory, which is created if need be. Chain files of an earlier run in it are deleted when the run
     * begins, so that the files of two runs are never mixed.
     */
    public CsvSink(Path directory, Provenance provenance) {
        this(directory, provenance, false);
    }

    private CsvSink(Path directory, Provenance provenance, boolean continuing) {
        this.directory = directory;
        this.provenance = provenance;
        this.continuing = continuing;
    }

    /** A sink that goes on with the files of a run that was stopped. Chains without a checkpoint begin a new file. */
    public static CsvSink continuing(Path directory, Provenance provenance) {
        return new CsvSink(directory, provenance, true);
    }

    /** What the file of a chain is called while the chain runs. */
    static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + PARTIAL);
    }

    @Override
    public void begin(RunHeader runHeader) {
        header = runHeader;
        try {
            Files.createDirectories(directory);
            if (!continuing) {
                deleteEarlier();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteEarlier() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "chain-*.csv*")) {
            for (Path file : files) {
                if (file.getFileName().toString().matches("chain-\\d+\\.csv(\\.partial)?")) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public ChainSink chain(int chain) {
        return CsvChainFile.create(file(chain), head(chain));
    }

    @Override
    public ChainSink chain(int chain, DataInput saved) throws IOException {
        return CsvChainFile.reopen(file(chain), head(chain), saved);
    }

    private Path file(int chain) {
        return directory.resolve("chain-" + (chain + 1) + ".csv");
    }

    /** Configuration and names of the columns. */
    private byte[] head(int chain) {
        StringBuilder head = new StringBuilder();
        CsvConfiguration.lines(header, chain, provenance)
                .forEach(line -> head.append(line).append('\n'));
        head.append(header.columns().stream().map(Column::name).collect(Collectors.joining(",")));
        return head.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Chain files end one by one, with {@link ChainSink#end(ChainReport)}. */
    @Override
    public void end(RunReport report) {}
}
