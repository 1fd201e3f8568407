package dev.cotangent.runtime.data.rows;

import dev.cotangent.runtime.model.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What a packed file says of itself. All numbers are little-endian:
 *
 * <pre>
 *   0  8 bytes  CTGTROWS
 *   8  int      version of the format, 1
 *  12  int      length of the header, a multiple of 64
 *  16  long     number of rows
 *  24  long     bytes a row, a multiple of 8
 *  32  long     CRC-32C of all rows
 *  40  int      number of columns
 *  44  columns: byte type (0 float64, 1 int32), short length of the name, the name in UTF-8
 *      zeros, and in the last four bytes the CRC-32C of the header before them
 * </pre>
 *
 * The rows follow: the float64 columns of a row in order, then its int32 columns, then zeros up to the next multiple of 8.
 */
record PackedHeader(List<Column> columns, long rows, long checksum, int length) {

    static final String MAGIC = "CTGTROWS";
    static final int VERSION = 1;
    private static final int FIXED = 44;
    private static final int ALIGNMENT = 64;
    private static final int MAX_LENGTH = 1 << 28;

    /** A column and whether its values are integers of 32 bits. */
    record Column(String name, boolean integer) {}

    PackedHeader {
        columns = List.copyOf(columns);
    }

    static PackedHeader of(List<Column> columns, long rows, long checksum) {
        int length = FIXED + Integer.BYTES;
        for (Column column : columns) {
            length += 3 + column.name().getBytes(StandardCharsets.UTF_8).length;
        }
        return new PackedHeader(columns, rows, checksum, (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    /** Bytes a row. */
    long stride() {
        long bytes = 0;
        for (Column column : columns) {
            bytes += column.integer() ? Integer.BYTES : Double.BYTES;
        }
        return (bytes + Double.BYTES - 1) / Double.BYTES * Double.BYTES;
    }

    /** Where each column begins within a row, in bytes. */
    int[] offsets() {
        int reals = (int) columns.stream().filter(column -> !column.integer()).count();
        int nextReal = 0;
        int nextInteger = Double.BYTES * reals;
        int[] offsets = new int[columns.size()];
        for (int k = 0; k < offsets.length; k++) {
            if (columns.get(k).integer()) {
                offsets[k] = nextInteger;
                nextInteger += Integer.BYTES;
            } else {
                offsets[k] = nextReal;
                nextReal += Double.BYTES;
            }
        }
        return offsets;
    }

    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC.getBytes(StandardCharsets.US_ASCII));
        buffer.putInt(VERSION).putInt(length).putLong(rows).putLong(stride()).putLong(checksum);
        buffer.putInt(columns.size());
        for (Column column : columns) {
            byte[] name = column.name().getBytes(StandardCharsets.UTF_8);
            buffer.put((byte) (column.integer() ? 1 : 0))
                    .putShort((short) name.length)
                    .put(name);
        }
        buffer.putInt(length - Integer.BYTES, crc(buffer.array(), length - Integer.BYTES));
        return buffer.array();
    }

    private static int crc(byte[] bytes, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }

    /**
     * Reads the header of a file.
     *
     * @param origin name of the file in messages
     * @throws DataException if it is not a packed file of this version, or is damaged or cut off
     */
    static PackedHeader read(FileChannel channel, String origin) throws IOException {
        ByteBuffer fixed = filled(channel, FIXED);
        byte[] magic = new byte[MAGIC.length()];
        if (fixed.remaining() >= MAGIC.length()) {
            fixed.get(magic);
        }
        if (!new String(magic, StandardCharsets.US_ASCII).equals(MAGIC)) {
            throw new DataException(origin + ": not a packed file of rows: it does not begin with " + MAGIC
                    + "\n  hint: cotangent data pack makes one of a CSV file; a CSV file itself needs the ending .csv");
        }
        if (fixed.remaining() < FIXED - MAGIC.length()) {
            throw cutOff(origin);
        }
        int version = fixed.getInt();
        if (version != VERSION) {
            throw new DataException(origin + ": packed by another version of the format: found " + version
                    + ", this version reads " + VERSION + "\n  hint: pack the CSV file again");
        }
        int length = fixed.getInt();
        if (length < FIXED || length > MAX_LENGTH || length % ALIGNMENT != 0) {
            throw damaged(origin, "its length is said to be " + length);
        }
        ByteBuffer whole = filled(channel, length);
        if (whole.remaining() < length) {
            throw cutOff(origin);
        }
        if (whole.getInt(length - Integer.BYTES) != crc(whole.array(), length - Integer.BYTES)) {
            throw damaged(origin, "its checksum is wrong");
        }
        return parsed(whole, length, origin);
    }

    private static ByteBuffer filled(FileChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(0);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // reads on
        }
        return buffer.flip();
    }

    private static PackedHeader parsed(ByteBuffer whole, int length, String origin) {
        long rows = whole.getLong(16);
        long checksum = whole.getLong(32);
        int count = whole.getInt(40);
        whole.position(FIXED);
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            boolean integer = whole.get() == 1;
            byte[] name = new byte[whole.getShort() & 0xffff];
            whole.get(name);
            columns.add(new Column(new String(name, StandardCharsets.UTF_8), integer));
        }
        PackedHeader header = new PackedHeader(columns, rows, checksum, length);
        if (header.stride() != whole.getLong(24)) {
            throw damaged(origin, "its columns do not fill its rows");
        }
        return header;
    }

    private static DataException cutOff(String origin) {
        return new DataException(origin + ": cut off: it ends within its header");
    }

    private static DataException damaged(String origin, String how) {
        return new DataException(origin + ": its header is damaged: " + how);
    }
}
