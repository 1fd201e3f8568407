package dev.cotangent;

import dev.cotangent.runtime.run.RunStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What is kept of a fit: draws, and of what they are. Immutable.
 *
 * <p>The file: {@code COTANFIT}, version 1; model, hash, seed and layout; status and divergences; columns and draws; a
 * checksum. It holds every bit of the draws. Other versions are refused, by name.
 *
 * @param identity of what these are draws
 * @param status how the run ended
 * @param divergences divergent iterations after warmup
 * @param draws the draws after warmup
 */
public record SavedFit(FitIdentity identity, RunStatus status, int divergences, Draws draws) {

    private static final Envelope ENVELOPE = new Envelope("COTANFIT", 1, "saved fit");

    public SavedFit {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(draws, "draws");
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
        DrawsFormat.write(identity, out);
        out.writeUTF(status.name());
        out.writeInt(divergences);
        DrawsFormat.write(draws.table(), out);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is no saved fit, is damaged, or of a version that this one does not know
     */
    public static SavedFit read(Path file) throws IOException {
        return ENVELOPE.read(file, SavedFit::readFrom);
    }

    /** Reads the content of a file; throws as {@link #read(Path)}. */
    public static SavedFit of(byte[] bytes) throws IOException {
        return ENVELOPE.read(bytes, SavedFit::readFrom);
    }

    private static SavedFit readFrom(DataInput in) throws IOException {
        FitIdentity identity = DrawsFormat.readIdentity(in);
        RunStatus status = DrawsFormat.constant(RunStatus.class, in.readUTF());
        int divergences = in.readInt();
        return new SavedFit(identity, status, divergences, new Draws(identity.layout(), DrawsFormat.readDraws(in)));
    }
}
