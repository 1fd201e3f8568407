package dev.cotangent.maven;

import dev.cotangent.Includes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a model was compiled from, and what was made of it; kept beside the build.
 *
 * @param content hash of settings, text and the version of the compiler
 * @param included hashes of included texts by name; empty of a text that was not there
 * @param made files that were written
 */
record BuildRecord(String content, Map<String, String> included, List<Path> made) {

    /** Includes that always look the same. */
    static final Includes NOTHING = new Includes() {
        @Override
        public Optional<String> text(String name) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "nothing";
        }
    };

    static BuildRecord of(String settings, String text, Map<String, Optional<String>> included, List<Path> made) {
        Map<String, String> hashes = new TreeMap<>();
        included.forEach((name, content) -> hashes.put(name, hash(content)));
        return new BuildRecord(content(settings, text), hashes, made);
    }

    private static String content(String settings, String text) {
        // the compiler's own jar: another one may make other code of the same text
        String compiler = String.valueOf(BuildRecord.class.getPackage().getImplementationVersion());
        return hash(Optional.of(compiler + '\0' + settings + '\0' + text));
    }

    private static String hash(Optional<String> text) {
        if (text.isEmpty()) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.get().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** True if compiling would make the same again. */
    boolean isCurrent(String settings, String text, Includes texts) {
        return content.equals(content(settings, text))
                && made.stream().allMatch(Files::exists)
                && included.entrySet().stream()
                        .allMatch(e -> hash(texts.text(e.getKey())).equals(e.getValue()));
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(content);
        included.forEach((name, hash) -> lines.add("included\t" + hash + "\t" + name));
        made.forEach(path -> lines.add("made\t" + path));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    /** The record in a file; empty if there is none. */
    static Optional<BuildRecord> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        Map<String, String> included = new TreeMap<>();
        List<Path> made = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split("\t", 3);
            if (parts[0].equals("included")) {
                included.put(parts[2], parts[1]);
            } else if (parts[0].equals("made")) {
                made.add(Path.of(parts[1]));
            }
        }
        return Optional.of(new BuildRecord(lines.isEmpty() ? "" : lines.get(0), included, made));
    }
}
