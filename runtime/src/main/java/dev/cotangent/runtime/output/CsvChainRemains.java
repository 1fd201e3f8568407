package dev.cotangent.runtime.output;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What a run that was stopped left of a chain's file, up to a length that a checkpoint tells.
 *
 * @param found the file, under its own name or that of a partial one
 * @param partial what a file is called that is written to
 * @param headLength bytes of configuration and column names
 * @param length bytes of rows and comments after them
 * @param checksum of these
 */
record CsvChainRemains(Path found, Path partial, long headLength, long length, CRC32C checksum) {

    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Looks for a chain's file and checks it. Nothing is changed.
     *
     * @throws IOException if it is not there, is shorter, or differs from what was written
     */
    static CsvChainRemains of(Path file, long length, long checksum) throws IOException {
        Path partial = CsvSink.partial(file);
        Path found = Files.exists(partial) ? partial : file;
        if (!Files.exists(found)) {
            throw new IOException(partial.getFileName() + " is missing");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(found), BUFFER_BYTES)) {
            long headLength = headLength(in);
            CRC32C sum = checksum(in, length, found);
            if (sum.getValue() != checksum) {
                throw new IOException(found.getFileName() + " was changed after it was written");
            }
            return new CsvChainRemains(found, partial, headLength, length, sum);
        }
    }

    /** Passes comments and the line that follows them, the names of the columns. */
    private static long headLength(InputStream in) throws IOException {
        long passed = 0;
        boolean comment = true;
        while (comment) {
            int b = in.read();
            comment = b == '#';
            while (b != '\n') {
                if (b < 0) {
                    return passed;
                }
                passed++;
                b = in.read();
            }
            passed++;
        }
        return passed;
    }

    private static CRC32C checksum(InputStream in, long length, Path file) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new IOException(file.getFileName() + " is shorter than when it was written");
            }
            sum.update(buffer, 0, count);
            left -= count;
        }
        return sum;
    }

    /** The rows ready to be continued, under a head, which replaces the old one if it differs. */
    TextAppender under(byte[] head) throws IOException {
        if (!Arrays.equals(oldHead(), head)) {
            Path copy = partial.resolveSibling(partial.getFileName() + ".tmp");
            copyTo(copy, head);
            Files.move(copy, partial, StandardCopyOption.ATOMIC_MOVE);
            if (!found.equals(partial)) {
                Files.delete(found);
            }
        } else if (!found.equals(partial)) {
            Files.move(found, partial, StandardCopyOption.ATOMIC_MOVE);
        }
        return TextAppender.reopen(partial, head.length, checksum, length);
    }

    private byte[] oldHead() throws IOException {
        try (InputStream in = Files.newInputStream(found)) {
            return in.readNBytes((int) headLength);
        }
    }

    private void copyTo(Path copy, byte[] head) throws IOException {
        try (InputStream in = Files.newInputStream(found);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), BUFFER_BYTES)) {
            out.write(head);
            in.skipNBytes(headLength);
            byte[] buffer = new byte[BUFFER_BYTES];
            long left = length;
            while (left > 0) {
                int count = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (count == 0) {
                    throw new IOException(found.getFileName() + " became shorter while it was read");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }
}
