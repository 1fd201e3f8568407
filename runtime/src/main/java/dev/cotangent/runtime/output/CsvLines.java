package dev.cotangent.runtime.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a file as bytes, with the fields of the current one at hand. Lines end in a line feed, which a carriage
 * return may precede. Only one line is held in memory.
 */
final class CsvLines implements Closeable {

    private static final int FIRST_SIZE = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int filled;
    private int start;
    private int end;
    private int next;
    private boolean terminated;
    private long number;

    CsvLines(Path file) throws IOException {
        in = Files.newInputStream(file);
    }

    /** Moves on to the next line, if there is one. */
    boolean advance() throws IOException {
        int from = next;
        start = next;
        while (true) {
            for (int i = from; i < filled; i++) {
                if (buffer[i] == '\n') {
                    take(i, i + 1, true);
                    return true;
                }
            }
            int kept = filled - start;
            if (!refill()) {
                take(filled, filled, false);
                return kept > 0;
            }
            from = kept;
        }
    }

    private void take(int newEnd, int newNext, boolean endsInLineFeed) {
        boolean returns = newEnd > start && buffer[newEnd - 1] == '\r';
        end = returns ? newEnd - 1 : newEnd;
        next = newNext;
        terminated = endsInLineFeed;
        number++;
    }

    /** Moves what is left to the front, and reads more behind it. */
    private boolean refill() throws IOException {
        int kept = filled - start;
        if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * kept);
        }
        System.arraycopy(buffer, start, buffer, 0, kept);
        start = 0;
        filled = kept;
        int read = in.read(buffer, kept, buffer.length - kept);
        if (read > 0) {
            filled += read;
        }
        return read > 0;
    }

    /** Number of the current line, from 1. */
    long number() {
        return number;
    }

    /** False if the file ends before the line does. */
    boolean isTerminated() {
        return terminated;
    }

    boolean isComment() {
        return end > start && buffer[start] == '#';
    }

    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** Number of fields between commas. */
    int fieldCount() {
        int count = 1;
        for (int i = start; i < end; i++) {
            if (buffer[i] == ',') {
                count++;
            }
        }
        return count;
    }

    /** Takes fields as text. */
    @FunctionalInterface
    interface FieldReceiver {
        void accept(int position, String field) throws IOException;
    }

    /**
     * Passes on some fields.
     *
     * @param wanted field numbers from 0, ascending
     * @param receiver is given the position in {@code wanted}
     */
    void fields(int[] wanted, FieldReceiver receiver) throws IOException {
        int field = 0;
        int from = start;
        for (int position = 0; position < wanted.length; position++) {
            while (field < wanted[position]) {
                from = endOfField(from) + 1;
                field++;
            }
            receiver.accept(position, new String(buffer, from, endOfField(from) - from, StandardCharsets.ISO_8859_1));
        }
    }

    private int endOfField(int from) {
        int i = from;
        while (i < end && buffer[i] != ',') {
            i++;
        }
        return i;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
