package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.ColumnSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run that lies in CSV files. Draws are read when they are asked for.
 *
 * @param files the files, one a chain
 * @param draws draws after warmup
 * @param warmup kept warmup iterations, without rows if none were kept
 * @param configurations per chain, the values of the file's {@code # key = value} comments by key, marks of defaults
 *     removed
 * @param unfinished what is known of chains that did not run to their end, a sentence each
 */
public record StoredRun(
        List<Path> files,
        ColumnSource draws,
        ColumnSource warmup,
        List<Map<String, String>> configurations,
        List<String> unfinished) {

    public StoredRun {
        files = List.copyOf(files);
        configurations = List.copyOf(configurations);
        unfinished = List.copyOf(unfinished);
    }
}
