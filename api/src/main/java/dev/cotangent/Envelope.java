package dev.cotangent;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file that says what it is: eight bytes of a name, version of the format, int; the content; CRC-32C of all before it, int.
 *
 * @param magic eight ASCII characters
 * @param version of the format, of which no other can be read
 * @param kind what the file is called in messages
 */
record Envelope(String magic, int version, String kind) {

    /** Writes the content. */
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads the content. */
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    void write(OutputStream stream, Writer content) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.write(magic.getBytes(StandardCharsets.US_ASCII));
        out.writeInt(version);
        content.write(out);
        out.flush();
        out.writeInt((int) checked.getChecksum().getValue());
        out.flush();
    }

    /** Writes under another name first, so that there is never half a file. */
    void write(Path file, Writer content) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".unfinished");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            write(out, content);
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    byte[] bytes(Writer content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes, content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    <T> T read(Path file, Reader<T> content) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, content);
        } catch (IOException e) {
            throw e instanceof FileSystemException ? e : new IOException(file + ": " + e.getMessage(), e);
        }
    }

    <T> T read(byte[] bytes, Reader<T> content) throws IOException {
        return read(new ByteArrayInputStream(bytes), content);
    }

    private <T> T read(InputStream stream, Reader<T> content) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(stream, new CRC32C());
        DataInputStream in = new DataInputStream(checked);
        try {
            byte[] name = in.readNBytes(magic.length());
            if (!new String(name, StandardCharsets.US_ASCII).equals(magic)) {
                throw new IOException("this is no " + kind);
            }
            int found = in.readInt();
            if (found != version) {
                throw new IOException("this is a " + kind + " of version " + found + ", but version " + version
                        + " is the one that can be read");
            }
            T read = content.read(in);
            int expected = (int) checked.getChecksum().getValue();
            if (in.readInt() != expected) {
                throw new IOException("the " + kind + " is damaged: its checksum is wrong");
            }
            return read;
        } catch (EOFException e) {
            throw new IOException("the " + kind + " is incomplete", e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("the " + kind + " is damaged: " + e.getMessage(), e);
        }
    }
}
