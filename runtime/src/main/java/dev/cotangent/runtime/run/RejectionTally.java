package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.Checkpointed;
import dev.cotangent.runtime.model.ModelFailure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts why points were refused, one entry a statement, so that thousands of messages become a few. */
final class RejectionTally implements Checkpointed {

    private static final int MAX_TEXT = 1 << 24;

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

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(entries.size());
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            writeText(entry.getKey(), out);
            writeText(entry.getValue().location, out);
            writeText(entry.getValue().message, out);
            out.writeLong(entry.getValue().count);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        entries.clear();
        int size = in.readInt();
        for (int k = 0; k < size; k++) {
            String key = readText(in);
            Entry entry = new Entry(readText(in), readText(in));
            entry.count = in.readLong();
            entries.put(key, entry);
        }
    }

    /** As bytes after their number, since the form that {@link DataOutput} has for texts ends at 64 kB. */
    private static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT) {
            throw new IOException("a saved text cannot have " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
