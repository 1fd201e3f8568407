package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.ModelFailure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts why points were refused, one entry a statement, so that thousands of messages become a few. */
final class RejectionTally {

    private static final class Entry {
        private final String location;
        private final String message;
        private long count;

        Entry(String location, String message) {
            this.location = location;
            this.message = message;
        }

        RejectionCount counted() {
            return new RejectionCount(location, message, count);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Counts a rejection by the model; messages of one statement differ in their numbers, so the first stands for all. */
    void add(ModelFailure failure) {
        String location = failure.location();
        count(location.isEmpty() ? failure.getMessage() : location, location, failure.getMessage());
    }

    /** Counts a reason that has no place in the model. */
    void add(String reason) {
        count(reason, "", reason);
    }

    private void count(String key, String location, String message) {
        entries.computeIfAbsent(key, absent -> new Entry(location, message)).count++;
    }

    /** The counts, most frequent first. */
    List<RejectionCount> counts() {
        return entries.values().stream()
                .map(Entry::counted)
                .sorted(Comparator.comparingLong(RejectionCount::count).reversed())
                .toList();
    }
}
