package dev.cotangent.runtime.data.rows;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.RowSource;
import dev.cotangent.runtime.model.RowVariable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The rows of a packed file, mapped into memory in segments of whole rows: the system keeps as much of the file in memory as there is
 * room, and the heap holds none of it. Immutable; safe to share between threads.
 */
public final class PackedRows implements RowSource {

    private static final long SEGMENT = 1L << 30;

    private final String origin;
    private final PackedHeader header;
    private final int rowsPerSegment;
    private final ByteBuffer[] segments;
    private final DoubleBuffer[] reals;
    private final Map<String, Integer> columns = new HashMap<>();

    private PackedRows(String origin, PackedHeader header, int rowsPerSegment, ByteBuffer[] segments) {
        this.origin = origin;
        this.header = header;
        this.rowsPerSegment = rowsPerSegment;
        this.segments = segments;
        this.reals = new DoubleBuffer[segments.length];
        for (int k = 0; k < segments.length; k++) {
            reals[k] = segments[k].asDoubleBuffer();
        }
        for (int k = 0; k < header.columns().size(); k++) {
            columns.put(header.columns().get(k).name(), k);
        }
    }

    /**
     * Maps a file, after its rows were compared with their checksum.
     *
     * @param origin name of the file in messages
     * @throws DataException if it is not what {@link RowFiles} writes, or is damaged or cut off
     * @throws IOException if it cannot be read
     */
    public static PackedRows open(Path file, String origin) throws IOException {
        return open(file, origin, SEGMENT);
    }

    /** With segments of at most so many bytes, or one row. */
    static PackedRows open(Path file, String origin, long segment) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            PackedHeader header = PackedHeader.read(channel, origin);
            long expected = header.length() + header.rows() * header.stride();
            if (channel.size() != expected) {
                throw new DataException(
                        origin + ": " + (channel.size() < expected ? "cut off" : "has something behind its rows") + ": "
                                + header.rows() + " rows take " + expected + " bytes, but there are " + channel.size());
            }
            if (header.rows() < 1 || header.rows() > Integer.MAX_VALUE) {
                throw new DataException(
                        origin + ": the number of rows must be in 1..2147483647, but is " + header.rows());
            }
            int perSegment = (int) Math.min(header.rows(), Math.max(1, segment / header.stride()));
            int count = (int) ((header.rows() + perSegment - 1) / perSegment);
            ByteBuffer[] segments = new ByteBuffer[count];
            for (int k = 0; k < count; k++) {
                long first = (long) k * perSegment;
                long rows = Math.min(perSegment, header.rows() - first);
                segments[k] = channel.map(
                                FileChannel.MapMode.READ_ONLY,
                                header.length() + first * header.stride(),
                                rows * header.stride())
                        .order(ByteOrder.LITTLE_ENDIAN);
            }
            PackedRows result = new PackedRows(origin, header, perSegment, segments);
            result.verify();
            return result;
        }
    }

    private void verify() {
        CRC32C checksum = new CRC32C();
        for (ByteBuffer segment : segments) {
            checksum.update(segment.duplicate());
        }
        if (checksum.getValue() != header.checksum()) {
            throw new DataException(origin + ": its rows are damaged: their checksum is not the one that was written"
                    + "\n  hint: pack the CSV file again");
        }
    }

    @Override
    public int rows() {
        return (int) header.rows();
    }

    /** Names of the columns, in the order of the file. */
    public List<String> columns() {
        return header.columns().stream().map(PackedHeader.Column::name).toList();
    }

    /** Bytes a row. */
    public long stride() {
        return header.stride();
    }

    /** What two files of the same rows and columns share, and no others: the header with its checksum. */
    public byte[] identity() {
        return header.bytes();
    }

    @Override
    public boolean has(String name) {
        return columns.containsKey(name) || columns.keySet().stream().anyMatch(column -> column.startsWith(name + "."));
    }

    @Override
    public Reader open(List<RowVariable> variables) {
        return new SegmentReader(variables.stream().map(this::places).toArray(Places[]::new));
    }

    private Places places(RowVariable variable) {
        List<String> names = variable.columnNames();
        int[] offsets = new int[names.size()];
        boolean[] integer = new boolean[names.size()];
        int[] all = header.offsets();
        boolean contiguous = true;
        for (int k = 0; k < offsets.length; k++) {
            Integer column = columns.get(names.get(k));
            if (column == null) {
                throw missing(variable, names.get(k));
            }
            offsets[k] = all[column];
            integer[k] = header.columns().get(column).integer();
            if (variable.integer() && !integer[k]) {
                throw new DataException(origin + ": variable '" + variable.name() + "' is declared as int, but column '"
                        + names.get(k) + "' has values that are no integers");
            }
            contiguous &= !integer[k] && (k == 0 || offsets[k] == offsets[k - 1] + Double.BYTES);
        }
        String extra = variable.name() + "." + (offsets.length + 1);
        if (variable.dimensions().size() == 1 && columns.containsKey(extra)) {
            throw new DataException(origin + ": variable '" + variable.name() + "' has " + offsets.length
                    + " values a row, but there is a column '" + extra + "'");
        }
        return new Places(offsets, integer, contiguous && offsets.length > 0);
    }

    private DataException missing(RowVariable variable, String column) {
        String known = columns.keySet().stream()
                .sorted()
                .limit(10)
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
        return new DataException(origin + ": column '" + column + "' is missing: the model has variable '"
                + variable.name() + "' with " + variable.width()
                + (variable.width() == 1 ? " value" : " values") + " a row\n  hint: the columns are " + known
                + (columns.size() > 10 ? ", ..." : ""));
    }

    /** Where the values of a variable are within a row, in bytes. */
    private record Places(int[] offsets, boolean[] integer, boolean contiguous) {}

    /** Reads from the segments. */
    private final class SegmentReader implements Reader {

        private final Places[] variables;
        private final int stride = (int) header.stride();

        SegmentReader(Places[] variables) {
            this.variables = variables;
        }

        @Override
        public void read(int[] rows, int count, double[][] windows) {
            try {
                for (int v = 0; v < variables.length; v++) {
                    for (int k = 0; k < count; k++) {
                        read(variables[v], rows[k], k, windows[v]);
                    }
                }
            } catch (InternalError e) {
                throw vanished(e);
            }
        }

        @Override
        public void read(int from, int to, double[][] windows) {
            try {
                for (int v = 0; v < variables.length; v++) {
                    for (int row = from; row < to; row++) {
                        read(variables[v], row, row - from, windows[v]);
                    }
                }
            } catch (InternalError e) {
                throw vanished(e);
            }
        }

        /** The system's answer when mapped memory has no file behind it any more. */
        private DataException vanished(InternalError cause) {
            return new DataException(
                    origin + ": rows can no longer be read: the file was cut off while it was in use", cause);
        }

        private void read(Places places, int row, int slot, double[] window) {
            int segment = row / rowsPerSegment;
            int start = (row - segment * rowsPerSegment) * stride;
            int width = places.offsets.length;
            int target = slot * width;
            if (places.contiguous) {
                reals[segment].get((start + places.offsets[0]) / Double.BYTES, window, target, width);
                return;
            }
            ByteBuffer bytes = segments[segment];
            for (int k = 0; k < width; k++) {
                int at = start + places.offsets[k];
                window[target + k] = places.integer[k] ? bytes.getInt(at) : bytes.getDouble(at);
            }
        }
    }
}
