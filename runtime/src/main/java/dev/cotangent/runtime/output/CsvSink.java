package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
    private volatile RunHeader header;

    /**
     * A sink for a directory, which is created if need be. Chain files of an earlier run in it are deleted when the run
     * begins, so that the files of two runs are never mixed.
     */
    public CsvSink(Path directory, Provenance provenance) {
        this.directory = directory;
        this.provenance = provenance;
    }

    @Override
    public void begin(RunHeader runHeader) {
        header = runHeader;
        try {
            Files.createDirectories(directory);
            deleteEarlier();
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
        Path file = directory.resolve("chain-" + (chain + 1) + ".csv");
        CsvChainFile chainFile = new CsvChainFile(file);
        chainFile.begin(CsvConfiguration.lines(header, chain, provenance), header.columns());
        return chainFile;
    }

    /** Chain files end one by one, with {@link ChainSink#end(ChainReport)}. */
    @Override
    public void end(RunReport report) {}
}
