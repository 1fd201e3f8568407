package dev.cotangent.bench.posteriordb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Programs and data of posteriordb, read from its git directory (bare or not) through {@code git}. */
public final class Posteriordb {

    private final Path repository;

    public Posteriordb(Path repository) {
        this.repository = repository;
    }

    /** The text of a program. */
    public String program(String model) throws IOException {
        return new String(file("models/stan/" + model + ".stan"), UTF_8);
    }

    /** A data set in JSON. */
    public byte[] data(String name) throws IOException {
        return unzipped("data/data/" + name + ".json.zip");
    }

    /** The reference draws of a posterior in JSON, a list of chains, each an object of arrays by parameter. */
    public byte[] referenceDraws(String name) throws IOException {
        return unzipped("reference_posteriors/draws/draws/" + name + ".json.zip");
    }

    private byte[] unzipped(String path) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file(path)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".json") && !entry.getName().contains("__MACOSX")) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException("no JSON in the archive " + path);
    }

    /** Every program that belongs to a posterior, with a name of data for it. */
    public SortedMap<String, String> dataByProgram() throws IOException {
        SortedMap<String, String> result = new TreeMap<>();
        String files = new String(git("ls-tree", "--name-only", "HEAD:posterior_database/posteriors"), UTF_8);
        for (String file : files.lines().filter(f -> f.endsWith(".json")).toList()) {
            Map<String, Object> posterior = JsonTree.object(file("posteriors/" + file));
            result.putIfAbsent((String) posterior.get("model_name"), (String) posterior.get("data_name"));
        }
        return result;
    }

    private byte[] file(String path) throws IOException {
        return git("show", "HEAD:posterior_database/" + path);
    }

    private byte[] git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] output = git.getInputStream().readAllBytes();
        if (git.onExit().join().exitValue() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
        return output;
    }
}
