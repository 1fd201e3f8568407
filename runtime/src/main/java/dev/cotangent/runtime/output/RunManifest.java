package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import java.io.BufferedWriter;
import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Writes {@code run.json}: when a run begins, with model, options, seed, versions and the status {@code running}; when it
 * ends, with its status and how each chain went. What it holds is enough to go on with a run that was stopped.
 */
public final class RunManifest implements DrawSink {

    /** Name of the file. */
    public static final String FILE_NAME = "run.json";

    private final Path directory;
    private final Provenance provenance;

    /** A manifest in a directory, which is created if need be. */
    public RunManifest(Path directory, Provenance provenance) {
        this.directory = directory;
        this.provenance = provenance;
    }

    @Override
    public void begin(RunHeader header) {
        write(ManifestTree.of(header, provenance));
    }

    @Override
    public ChainSink chain(int chain) {
        return ChainSink.IGNORING;
    }

    @Override
    public ChainSink chain(int chain, DataInput saved) {
        return ChainSink.IGNORING;
    }

    @Override
    public void end(RunReport report) {
        write(ManifestTree.of(report, provenance));
    }

    /** Replaces the file as a whole: there is the old one or the new one, whenever the process dies. */
    private void write(Map<String, Object> tree) {
        Path written = directory.resolve(FILE_NAME + ".tmp");
        try {
            Files.createDirectories(directory);
            try (BufferedWriter writer = Files.newBufferedWriter(written)) {
                JsonTree.write(tree, writer);
                writer.write('\n');
            }
            Files.move(written, directory.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
