package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.CheckpointStore;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Checkpoints in the folder of a run: for each chain {@code chain-1.checkpoint}, and the one before it, {@code
 * chain-1.checkpoint.previous}.
 *
 * <p>A file, big-endian: the eight bytes {@code COTCHECK}; version of the format, int; the run's identity, 32 bytes; number
 * of the chain from 0, int; length of the state, int; the state; CRC-32C of all before it, int.
 */
public final class CheckpointFiles implements CheckpointStore {

    private static final byte[] MAGIC = "COTCHECK".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int IDENTITY_BYTES = 32;

    private final Path directory;
    private final byte[] identity;
    private final Duration interval;
    private final boolean continuing;

    /**
     * Checkpoints of a run that begins.
     *
     * @param identity 32 bytes that only runs with the same draws share, as {@link RunIdentity#of} makes them
     * @param interval time between two checkpoints of a chain, or zero to keep none
     */
    public static CheckpointFiles beginning(Path directory, byte[] identity, Duration interval) {
        return new CheckpointFiles(directory, identity, interval, false);
    }

    /** Checkpoints of a run that goes on from those that are there. */
    public static CheckpointFiles continuing(Path directory, byte[] identity, Duration interval) {
        return new CheckpointFiles(directory, identity, interval, true);
    }

    private CheckpointFiles(Path directory, byte[] identity, Duration interval, boolean continuing) {
        if (identity.length != IDENTITY_BYTES) {
            throw new IllegalArgumentException("identity must have 32 bytes, but has " + identity.length);
        }
        this.directory = directory;
        this.identity = identity.clone();
        this.interval = interval;
        this.continuing = continuing;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void write(int chain, byte[] content) throws IOException {
        Path current = current(chain);
        Path written = current.resolveSibling(current.getFileName() + ".tmp");
        byte[] before = before(chain, content.length);
        CRC32C checksum = new CRC32C();
        checksum.update(before);
        checksum.update(content);
        try (FileChannel channel = FileChannel.open(
                        written,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(before);
            out.write(content);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) checksum.getValue())
                    .array());
            channel.force(true);
        }
        // Between these two there is the previous one alone, which serves as well.
        if (Files.exists(current)) {
            Files.move(current, previous(chain), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(written, current, StandardCopyOption.ATOMIC_MOVE);
    }

    private byte[] before(int chain, int length) {
        return ByteBuffer.allocate(MAGIC.length + Integer.BYTES + IDENTITY_BYTES + 2 * Integer.BYTES)
                .put(MAGIC)
                .putInt(VERSION)
                .put(identity)
                .putInt(chain)
                .putInt(length)
                .array();
    }

    @Override
    public List<byte[]> read(int chain) throws IOException {
        if (!continuing) {
            return List.of();
        }
        List<byte[]> states = new ArrayList<>();
        List<String> defects = new ArrayList<>();
        for (Path file : List.of(current(chain), previous(chain))) {
            if (Files.exists(file)) {
                try {
                    states.add(state(file, chain));
                } catch (IOException e) {
                    defects.add(e.getMessage());
                }
            }
        }
        if (states.isEmpty() && !defects.isEmpty()) {
            throw unusable(chain, defects.get(0));
        }
        return states;
    }

    @Override
    public IOException unusable(int chain, String reason) {
        Path file = current(chain).getFileName();
        return new IOException("chain " + (chain + 1) + " cannot go on from its checkpoint: " + reason
                + "; to draw the chain anew, delete " + file + " and " + file + ".previous");
    }

    private byte[] state(Path file, int chain) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            require(Arrays.equals(in.readNBytes(MAGIC.length), MAGIC), name + " is no checkpoint");
            int version = in.readInt();
            require(version == VERSION, name + " has format " + version + ", and this version reads " + VERSION);
            require(Arrays.equals(in.readNBytes(IDENTITY_BYTES), identity), name + " belongs to another run");
            require(in.readInt() == chain, name + " belongs to another chain");
            int length = in.readInt();
            int rest = in.available() - Integer.BYTES;
            require(length == rest, name + " is damaged: it holds " + rest + " of " + length + " bytes");
            byte[] state = in.readNBytes(length);
            CRC32C checksum = new CRC32C();
            checksum.update(bytes, 0, bytes.length - Integer.BYTES);
            require(in.readInt() == (int) checksum.getValue(), name + " is damaged: its checksum is wrong");
            return state;
        } catch (EOFException e) {
            throw new IOException(name + " is damaged: it is too short", e);
        }
    }

    private static void require(boolean holds, String defect) throws IOException {
        if (!holds) {
            throw new IOException(defect);
        }
    }

    private Path current(int chain) {
        return directory.resolve("chain-" + (chain + 1) + ".checkpoint");
    }

    private Path previous(int chain) {
        return directory.resolve("chain-" + (chain + 1) + ".checkpoint.previous");
    }
}
