package dev.cotangent.runtime.data.rows;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/** Writes a packed file row by row; its header comes last, so that what was cut off is not taken for whole. One thread at a time. */
public final class PackedWriter implements Closeable {

    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final PackedHeader layout;
    private final int[] offsets;
    private final int stride;
    private final ByteBuffer buffer;
    private final CRC32C checksum = new CRC32C();
    private long rows;

    /**
     * Begins a file, and replaces what was there.
     *
     * @param columns names of the columns, as {@code y} and {@code x.1}
     * @param integers the columns whose values are integers of 32 bits
     */
    public static PackedWriter create(Path file, List<String> columns, Set<String> integers) throws IOException {
        return new PackedWriter(
                file,
                columns.stream()
                        .map(name -> new PackedHeader.Column(name, integers.contains(name)))
                        .toList());
    }

    PackedWriter(Path file, List<PackedHeader.Column> columns) throws IOException {
        layout = PackedHeader.of(columns, 0, 0);
        offsets = layout.offsets();
        stride = Math.toIntExact(layout.stride());
        buffer =
                ByteBuffer.allocateDirect(Math.max(1, BUFFER / stride) * stride).order(ByteOrder.LITTLE_ENDIAN);
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        channel.position(layout.length());
    }

    /** Appends a row, values in the order of the columns. */
    public void write(double[] row) throws IOException {
        int start = buffer.position();
        for (int k = 0; k < offsets.length; k++) {
            if (layout.columns().get(k).integer()) {
                buffer.putInt(start + offsets[k], (int) row[k]);
            } else {
                buffer.putDouble(start + offsets[k], row[k]);
            }
        }
        buffer.position(start + stride);
        rows++;
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    long rows() {
        return rows;
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        // what pads a row must be zero again
        for (int k = 0; k < buffer.capacity(); k += Double.BYTES) {
            buffer.putLong(k, 0);
        }
    }

    /** Writes what is left, and the header. */
    public void finish() throws IOException {
        flush();
        ByteBuffer header = ByteBuffer.wrap(
                PackedHeader.of(layout.columns(), rows, checksum.getValue()).bytes());
        channel.position(0);
        while (header.hasRemaining()) {
            channel.write(header);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
