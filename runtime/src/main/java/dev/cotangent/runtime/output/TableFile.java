package dev.cotangent.runtime.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A Stan CSV file of draws or estimates that are no chain: comments {@code # key = value}, names of columns, rows. It ends in
 * {@code .unfinished} until it is complete.
 */
public final class TableFile implements AutoCloseable {

    private static final String UNFINISHED = ".unfinished";

    private final Path file;
    private final Path partial;
    private final BufferedWriter writer;
    private final StringBuilder line = new StringBuilder();
    private boolean complete;

    /**
     * Begins a file.
     *
     * @param file where it will be; its folder is created if need be
     * @param configuration what opens the file, in order
     * @param columns names of columns
     */
    public TableFile(Path file, Map<String, ?> configuration, List<String> columns) throws IOException {
        this.file = file;
        this.partial = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.writer = Files.newBufferedWriter(partial);
        configuration.forEach((key, value) -> append("# " + key + " = " + value));
        append(String.join(",", columns));
    }

    /** Writes a row. */
    public void row(double[] values) {
        line.setLength(0);
        for (int k = 0; k < values.length; k++) {
            if (k > 0) {
                line.append(',');
            }
            NumberText.append(values[k], line);
        }
        append(line);
    }

    private void append(CharSequence text) {
        try {
            writer.append(text).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the file, which gets its name. */
    public void complete() throws IOException {
        writer.close();
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        complete = true;
    }

    /** Leaves nothing behind if the file is not complete. */
    @Override
    public void close() throws IOException {
        if (!complete) {
            writer.close();
            Files.deleteIfExists(partial);
        }
    }
}
