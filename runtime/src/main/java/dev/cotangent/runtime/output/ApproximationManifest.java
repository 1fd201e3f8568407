package dev.cotangent.runtime.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code run.json} of a run that is no sampling: what it was made of, its options, and what was found.
 *
 * @param model name of the model
 * @param provenance versions and hashes
 * @param status {@code complete}, {@code cancelled} or {@code failed}
 * @param seconds how long it took
 * @param options options by name, {@code method} first; values as {@link JsonTree} writes them
 * @param result what was found, by name; values as {@link JsonTree} writes them
 */
public record ApproximationManifest(
        String model,
        Provenance provenance,
        String status,
        double seconds,
        Map<String, ?> options,
        Map<String, ?> result) {

    /** Writes the file, as a whole. */
    public void write(Path directory) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", model);
        tree.put("modelHash", provenance.modelHash());
        tree.put("dataHash", provenance.dataHash());
        tree.put("version", provenance.version());
        tree.put("java", System.getProperty("java.version"));
        tree.put("status", status);
        tree.put("seconds", seconds);
        tree.put("options", options);
        tree.put("result", result);
        Files.createDirectories(directory);
        Path partial = directory.resolve(RunManifest.FILE_NAME + ".unfinished");
        try (BufferedWriter writer = Files.newBufferedWriter(partial)) {
            JsonTree.write(tree, writer);
        }
        Files.move(partial, directory.resolve(RunManifest.FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
    }
}
