package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes {@code run.json} when a run ends: model, options, seed, versions, and how each chain went. There is none while a
 * run goes on, so a directory with one is finished.
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
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(directory.resolve(FILE_NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ChainSink chain(int chain) {
        return ChainSink.IGNORING;
    }

    @Override
    public void end(RunReport report) {
        Path partial = directory.resolve(FILE_NAME + CsvSink.PARTIAL);
        try {
            try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(partial))) {
                json.useDefaultPrettyPrinter();
                new ManifestWriter(json).write(report, provenance);
            }
            Files.move(partial, directory.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
