package dev.cotangent;

import dev.cotangent.runtime.run.Draws;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run between two iterations of every chain: what decides its later draws, and the draws so far. Immutable. A run that goes
 * on from it ends with the very draws of one that was never stopped.
 *
 * <p>The file: {@code COTANSNP}, version 1; identity of the run, parts that received draws; states of chains; kept warmup and
 * draws; a checksum.
 */
public final class Snapshot {

    private static final Envelope ENVELOPE = new Envelope("COTANSNP", 1, "snapshot");
    private static final int IDENTITY_BYTES = 32;
    private static final int MOST_CHAINS = 1_000_000;

    private final byte[] identity;
    private final String parts;
    private final Map<Integer, byte[]> states;
    private final Draws warmup;
    private final Draws draws;

    Snapshot(byte[] identity, String parts, Map<Integer, byte[]> states, Draws warmup, Draws draws) {
        this.identity = identity;
        this.parts = parts;
        this.states = Collections.unmodifiableMap(new TreeMap<>(states));
        this.warmup = warmup;
        this.draws = draws;
    }

    byte[] identity() {
        return identity;
    }

    String parts() {
        return parts;
    }

    List<byte[]> states(int chain) {
        return states.containsKey(chain) ? List.of(states.get(chain)) : List.of();
    }

    Draws warmup() {
        return warmup;
    }

    Draws draws() {
        return draws;
    }

    /**
     * Writes it to a file, which is there when it is complete.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        ENVELOPE.write(file, this::writeTo);
    }

    /** The content of a file. */
    public byte[] toBytes() {
        return ENVELOPE.bytes(this::writeTo);
    }

    private void writeTo(DataOutput out) throws IOException {
        out.write(identity);
        out.writeUTF(parts);
        out.writeInt(states.size());
        for (Map.Entry<Integer, byte[]> state : states.entrySet()) {
            out.writeInt(state.getKey());
            out.writeInt(state.getValue().length);
            out.write(state.getValue());
        }
        DrawsFormat.write(warmup, out);
        DrawsFormat.write(draws, out);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is no snapshot, is damaged, or of a version that this one does not know
     */
    public static Snapshot read(Path file) throws IOException {
        return ENVELOPE.read(file, Snapshot::readFrom);
    }

    /** Reads the content of a file; throws as {@link #read(Path)}. */
    public static Snapshot of(byte[] bytes) throws IOException {
        return ENVELOPE.read(bytes, Snapshot::readFrom);
    }

    private static Snapshot readFrom(DataInputStream in) throws IOException {
        byte[] identity = in.readNBytes(IDENTITY_BYTES);
        String parts = in.readUTF();
        Map<Integer, byte[]> states = new TreeMap<>();
        int size = DrawsFormat.count(in, MOST_CHAINS);
        for (int k = 0; k < size; k++) {
            int chain = DrawsFormat.count(in, MOST_CHAINS);
            int length = DrawsFormat.count(in, Integer.MAX_VALUE - 8);
            // stops at the end of the file, whatever length it claims
            byte[] state = in.readNBytes(length);
            if (state.length < length) {
                throw new EOFException();
            }
            states.put(chain, state);
        }
        Draws warmup = DrawsFormat.readDraws(in);
        return new Snapshot(identity, parts, states, warmup, DrawsFormat.readDraws(in));
    }
}
