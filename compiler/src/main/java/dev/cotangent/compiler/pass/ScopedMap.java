package dev.cotangent.compiler.pass;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A map whose changes within a scope are taken back at the scope's end, at the cost of the changes alone. */
final class ScopedMap<K, V> {

    private record Change<K, V>(K key, Optional<V> before) {}

    private final Map<K, V> values = new HashMap<>();
    private final Deque<Deque<Change<K, V>>> scopes = new ArrayDeque<>();

    Optional<V> get(K key) {
        return Optional.ofNullable(values.get(key));
    }

    void put(K key, V value) {
        note(key, values.put(key, value));
    }

    void remove(K key) {
        V before = values.remove(key);
        if (before != null) {
            note(key, before);
        }
    }

    private void note(K key, V before) {
        if (!scopes.isEmpty()) {
            scopes.peek().push(new Change<>(key, Optional.ofNullable(before)));
        }
    }

    void open() {
        scopes.push(new ArrayDeque<>());
    }

    void close() {
        for (Change<K, V> change : scopes.pop()) {
            if (change.before().isPresent()) {
                values.put(change.key(), change.before().get());
            } else {
                values.remove(change.key());
            }
        }
    }
}
