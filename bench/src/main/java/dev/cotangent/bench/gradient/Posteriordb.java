package dev.cotangent.bench.gradient;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Programs and data of posteriordb, read from its git directory (bare or not) through {@code git}. */
final class Posteriordb {

    private final Path repository;

    Posteriordb(Path repository) {
        this.repository = repository;
    }

    /** The text of a program. */
    String program(String model) throws IOException {
        return new String(file("models/stan/" + model + ".stan"), StandardCharsets.UTF_8);
    }

    /** A data set in JSON. */
    byte[] data(String name) throws IOException {
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(file("data/data/" + name + ".json.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".json") && !entry.getName().contains("__MACOSX")) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException("no JSON in the archive of data " + name);
    }

    private byte[] file(String path) throws IOException {
        Process git = new ProcessBuilder("git", "-C", repository.toString(), "show", "HEAD:posterior_database/" + path)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] content = git.getInputStream().readAllBytes();
        if (git.onExit().join().exitValue() != 0) {
            throw new IOException(repository + " has no " + path);
        }
        return content;
    }
}
