package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.Draws;
import java.util.List;
import java.util.Map;

/**
 * A run read back from its CSV files.
 *
 * @param draws draws after warmup
 * @param warmup kept warmup iterations, without rows if none were kept
 * @param configurations per chain, the values of the file's {@code # key = value} comments by key, marks of defaults
 *     removed
 */
public record StoredRun(Draws draws, Draws warmup, List<Map<String, String>> configurations) {

    public StoredRun {
        configurations = List.copyOf(configurations);
    }
}
