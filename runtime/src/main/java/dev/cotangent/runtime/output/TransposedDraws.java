package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.ColumnSource;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws copied to a temporary file in an order in which a column can be read without the others. The system deletes the file
 * with the process at the latest.
 *
 * <p>The file is a sequence of blocks of rows of one chain; in a block the doubles of one column follow those of the other.
 */
final class TransposedDraws implements Closeable {

    private static final int BLOCK_BYTES = 1 << 22;

    /**
     * Some rows.
     *
     * @param chain whose rows these are
     * @param rows how many
     * @param offset first byte in the file
     */
    private record Block(int chain, int rows, long offset) {}

    private final FileChannel channel;
    private final int columns;
    private final int[] sizes;
    private final List<Block> blocks = new ArrayList<>();
    private final ByteBuffer bytes;
    private final DoubleBuffer block;
    private final int blockRows;
    private int rows;
    private long end;

    private TransposedDraws(FileChannel channel, ColumnSource draws) {
        this.channel = channel;
        this.columns = draws.columns().size();
        this.sizes = new int[draws.chains()];
        for (int chain = 0; chain < sizes.length; chain++) {
            sizes[chain] = draws.size(chain);
        }
        blockRows = Math.max(1, BLOCK_BYTES / Double.BYTES / columns);
        bytes = ByteBuffer.allocateDirect(blockRows * columns * Double.BYTES);
        block = bytes.asDoubleBuffer();
    }

    /**
     * Copies draws in one pass through them.
     *
     * @param folder where the temporary file is; the system's own place for such files if it cannot be written to
     * @throws IOException if the file cannot be written
     */
    static TransposedDraws of(ColumnSource draws, Path folder) throws IOException {
        Path file = Files.isWritable(folder)
                ? Files.createTempFile(folder, ".columns", ".tmp")
                : Files.createTempFile("cotangent", ".tmp");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        TransposedDraws transposed = new TransposedDraws(channel, draws);
        try {
            for (int chain = 0; chain < draws.chains(); chain++) {
                int number = chain;
                draws.rows(chain, row -> transposed.add(number, row));
                transposed.endBlock(chain);
            }
            return transposed;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void add(int chain, double[] row) {
        for (int k = 0; k < columns; k++) {
            block.put(k * blockRows + rows, row[k]);
        }
        rows++;
        if (rows == blockRows) {
            try {
                endBlock(chain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void endBlock(int chain) throws IOException {
        if (rows == 0) {
            return;
        }
        blocks.add(new Block(chain, rows, end));
        for (int k = 0; k < columns; k++) {
            ByteBuffer part = bytes.duplicate();
            part.position(k * blockRows * Double.BYTES).limit((k * blockRows + rows) * Double.BYTES);
            while (part.hasRemaining()) {
                end += channel.write(part, end);
            }
        }
        rows = 0;
    }

    /** A column, shape [chains][draws of the chain]. */
    double[][] column(int index) throws IOException {
        double[][] values = new double[sizes.length][];
        int[] filled = new int[sizes.length];
        for (int chain = 0; chain < sizes.length; chain++) {
            values[chain] = new double[sizes[chain]];
        }
        for (Block part : blocks) {
            int size = part.rows() * Double.BYTES;
            bytes.clear().limit(size);
            readFully(part.offset() + (long) index * size);
            bytes.clear();
            block.position(0);
            block.get(values[part.chain()], filled[part.chain()], part.rows());
            filled[part.chain()] += part.rows();
        }
        return values;
    }

    private void readFully(long offset) throws IOException {
        long from = offset;
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, from);
            if (count < 0) {
                throw new EOFException("a temporary file has become shorter");
            }
            from += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
