package dev.cotangent.runtime.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Appends text to a file, and knows the length and the checksum of what follows the file's head. */
final class TextAppender implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FIRST_NON_ASCII = 0x80;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final CRC32C checksum;
    private long length;

    private TextAppender(FileChannel channel, CRC32C checksum, long length) {
        this.channel = channel;
        this.checksum = checksum;
        this.length = length;
    }

    /** A new file that holds the head. */
    static TextAppender create(Path file, byte[] head) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(head);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new TextAppender(channel, new CRC32C(), 0);
    }

    /**
     * A file that exists, cut behind what is known.
     *
     * @param headLength bytes of the head
     * @param checksum that of what follows the head; kept
     * @param length bytes that follow the head
     */
    static TextAppender reopen(Path file, long headLength, CRC32C checksum, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            channel.truncate(headLength + length);
            channel.position(headLength + length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new TextAppender(channel, checksum, length);
    }

    /** Bytes behind the head. */
    long length() {
        return length;
    }

    /** Checksum of the bytes behind the head. */
    long checksum() {
        return checksum.getValue();
    }

    void append(StringBuilder text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_NON_ASCII) {
                append(text.substring(i).getBytes(StandardCharsets.UTF_8));
                return;
            }
            append((byte) c);
        }
    }

    private void append(byte[] bytes) throws IOException {
        for (byte b : bytes) {
            append(b);
        }
    }

    private void append(byte b) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.put(b);
        length++;
    }

    /** Hands everything to the operating system; the checksum covers what was handed over. */
    void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Brings everything onto the disk. */
    void sync() throws IOException {
        flush();
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }
}
