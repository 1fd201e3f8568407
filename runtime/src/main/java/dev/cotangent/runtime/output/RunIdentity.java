package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.RunHeader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What decides the draws of a run: model, data and options but for the number of draws and what is no matter to them. */
public final class RunIdentity {

    /** Options that two runs may differ in and yet have the same draws, as far as both go. */
    private static final Set<String> FREE = Set.of("draws", "threads");

    private RunIdentity() {}

    /** 32 bytes that only runs with the same draws share. */
    public static byte[] of(RunHeader header, Provenance provenance) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("modelHash", provenance.modelHash());
        identity.put("dataHash", provenance.dataHash());
        identity.put("inputs", provenance.inputs());
        identity.put("options", options(header));
        StringWriter text = new StringWriter();
        try {
            JsonTree.write(identity, text);
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("texts can be written to, and every Java platform has SHA-256", e);
        }
    }

    private static Map<String, Object> options(RunHeader header) {
        Map<String, Object> options = new LinkedHashMap<>(OptionsTree.of(header.options()));
        options.keySet().removeAll(FREE);
        return options;
    }

    /** The first option that a run would have otherwise than a stored one, with both values; empty if there is none. */
    static Optional<String> difference(Map<?, ?> stored, RunHeader header) {
        Map<String, Object> expected = JsonTree.flat(stored);
        Map<String, Object> found = JsonTree.flat(options(header));
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> FREE.stream().noneMatch(name::equals))
                .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
                .findFirst()
                .map(name -> name + " was " + shown(expected.get(name)) + " and would be " + shown(found.get(name)));
    }

    private static String shown(Object value) {
        return value == null ? "not there" : value.toString();
    }
}
