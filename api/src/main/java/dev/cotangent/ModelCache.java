package dev.cotangent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Compiled models by content: name, text, options and included texts. Bounded, the least recently used go first, and with the
 * last reference their classes. Safe to share between threads; who asks for what another thread compiles already waits for that.
 * Texts that do not compile are not kept.
 */
public final class ModelCache {

    /** A model, or one in the making, and the texts that it included. */
    private record Entry(CompletableFuture<CompiledModel> model, Map<String, Optional<String>> included) {

        boolean isCurrent(Includes includes) {
            synchronized (included) {
                return included.entrySet().stream()
                        .allMatch(text -> includes.text(text.getKey()).equals(text.getValue()));
            }
        }
    }

    private final int capacity;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long hits;
    private long misses;

    /**
     * A cache for so many models.
     *
     * @param capacity positive
     */
    public ModelCache(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
        }
        this.capacity = capacity;
    }

    /**
     * The model of a text, compiled if need be.
     *
     * @throws ModelCompilationException if the text is not a valid model
     */
    public CompiledModel get(String name, String text, CompileOptions options) {
        String key = key(name, text, options);
        CompletableFuture<CompiledModel> own = new CompletableFuture<>();
        Map<String, Optional<String>> included = new HashMap<>();
        Optional<Entry> found = claim(key, new Entry(own, included), options.includes());
        if (found.isPresent()) {
            return waitedFor(found.get().model());
        }
        Includes noted = wanted -> {
            Optional<String> content = options.includes().text(wanted);
            synchronized (included) {
                included.put(wanted, content);
            }
            return content;
        };
        try {
            own.complete(Cotangent.compile(name, text, options.withIncludes(noted)));
        } catch (RuntimeException | Error e) {
            remove(key, own);
            own.completeExceptionally(e);
        }
        return waitedFor(own);
    }

    private synchronized Optional<Entry> claim(String key, Entry own, Includes includes) {
        Entry found = entries.get(key);
        if (found != null && found.isCurrent(includes)) {
            hits++;
            return Optional.of(found);
        }
        misses++;
        entries.put(key, own);
        while (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
        return Optional.empty();
    }

    private synchronized void remove(String key, CompletableFuture<CompiledModel> own) {
        Entry found = entries.get(key);
        if (found != null && found.model() == own) {
            entries.remove(key);
        }
    }

    private static CompiledModel waitedFor(CompletableFuture<CompiledModel> model) {
        try {
            return model.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException exception ? exception : e;
        }
    }

    /** Number of models that are kept. */
    public synchronized int size() {
        return entries.size();
    }

    /** How often a model was there. */
    public synchronized long hits() {
        return hits;
    }

    /** How often a model had to be compiled. */
    public synchronized long misses() {
        return misses;
    }

    private static String key(String name, String text, CompileOptions options) {
        // records show all that they consist of; the includes are compared by their texts
        String all = String.join(
                "\0", name, text, options.withIncludes(NoIncludes.NONE).toString());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Includes that always look the same. */
    private enum NoIncludes implements Includes {
        NONE;

        @Override
        public Optional<String> text(String name) {
            return Optional.empty();
        }
    }
}
