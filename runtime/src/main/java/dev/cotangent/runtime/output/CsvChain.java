package dev.cotangent.runtime.output;

import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The Stan CSV file of one chain: gone through once for its shape, and again for the columns that are asked for. */
final class CsvChain {

    private final Path file;
    private final Map<String, String> configuration = new LinkedHashMap<>();
    private final List<String> comments = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private int rows;
    private int warmupRows = -1;

    private CsvChain(Path file) {
        this.file = file;
    }

    /**
     * Goes through a file.
     *
     * @throws IOException if it cannot be read, has no names of columns, or a row has another number of fields
     */
    static CsvChain scan(Path file) throws IOException {
        CsvChain chain = new CsvChain(file);
        try (CsvLines lines = new CsvLines(file)) {
            while (lines.advance()) {
                chain.accept(lines);
            }
        }
        if (chain.columns.isEmpty()) {
            throw new IOException(file + " has no row of column names");
        }
        return chain;
    }

    private void accept(CsvLines line) throws IOException {
        if (line.isComment()) {
            acceptComment(line.text());
        } else if (columns.isEmpty() && !line.isBlank()) {
            for (String name : line.text().split(",")) {
                columns.add(column(name.strip()));
            }
        } else if (isRow(line)) {
            if (line.fieldCount() != columns.size()) {
                throw new IOException(
                        place(line) + ": expected " + columns.size() + " numbers, found " + line.fieldCount());
            }
            rows++;
        }
    }

    /** The last line of a partial file may lack its end, as the process died while it was written. */
    private boolean isRow(CsvLines line) {
        return !line.isBlank() && (line.isTerminated() || !isPartial());
    }

    /** True if the chain has not ended, or ended in an error. */
    boolean isPartial() {
        return file.getFileName().toString().endsWith(CsvSink.PARTIAL);
    }

    private void acceptComment(String line) {
        if (line.contains("Adaptation terminated")) {
            warmupRows = rows;
        }
        int equals = line.indexOf('=');
        if (equals > 0) {
            String value = line.substring(equals + 1).replace("(Default)", "").strip();
            configuration.put(line.substring(1, equals).strip(), value);
        } else {
            comments.add(line.substring(1).strip());
        }
    }

    private static Column column(String name) {
        boolean integer = Arrays.stream(Statistic.values())
                .anyMatch(
                        statistic -> statistic.isInteger() && statistic.column().equals(name));
        return new Column(name, name.endsWith("__") ? Column.Role.STATISTIC : Column.Role.VARIABLE, integer);
    }

    Path file() {
        return file;
    }

    /** The values of {@code # key = value} comments by key, marks of defaults removed. */
    Map<String, String> configuration() {
        return configuration;
    }

    /** The other comments, without their sign. */
    List<String> comments() {
        return comments;
    }

    List<Column> columns() {
        return columns;
    }

    /** Rows before the adaptation block; all rows if warmup was kept and never ended. */
    int warmupRows() {
        if (warmupRows >= 0) {
            return warmupRows;
        }
        boolean stillInWarmup = "1".equals(configuration.get("save_warmup"))
                && !"0".equals(configuration.get("num_warmup"))
                && !"fixed_param".equals(configuration.get("algorithm"));
        return stillInWarmup ? rows : 0;
    }

    /** Rows of draws after warmup. */
    int drawRows() {
        return rows - warmupRows();
    }

    /**
     * Reads columns of some rows.
     *
     * @param wanted indices of columns, ascending
     * @param firstRow the first row that counts
     * @param count number of rows
     * @return shape [wanted columns][rows]
     * @throws IOException if a field is not a number, or the file has become shorter
     */
    double[][] read(int[] wanted, int firstRow, int count) throws IOException {
        double[][] values = new double[wanted.length][count];
        goThrough(
                firstRow,
                count,
                (line, row) -> parse(line, wanted, (position, value) -> values[position][row] = value));
        return values;
    }

    /**
     * Passes on some rows, one after the other.
     *
     * @throws IOException if a field is not a number, or the file has become shorter
     */
    void rows(int firstRow, int count, ColumnSource.RowReceiver receiver) throws IOException {
        int[] wanted = IntStream.range(0, columns.size()).toArray();
        double[] values = new double[wanted.length];
        goThrough(firstRow, count, (line, row) -> {
            parse(line, wanted, (position, value) -> values[position] = value);
            receiver.accept(values);
        });
    }

    private interface LineReceiver {
        void accept(CsvLines line, int row) throws IOException;
    }

    private void goThrough(int firstRow, int count, LineReceiver receiver) throws IOException {
        try (CsvLines lines = new CsvLines(file)) {
            skipHeader(lines);
            for (int row = 0; row < firstRow + count; ) {
                if (!lines.advance()) {
                    throw new IOException(file + " has become shorter while it was read");
                }
                if (lines.isComment() || lines.isBlank()) {
                    continue;
                }
                if (row >= firstRow) {
                    receiver.accept(lines, row - firstRow);
                }
                row++;
            }
        }
    }

    private static void skipHeader(CsvLines lines) throws IOException {
        boolean before = lines.advance();
        while (before && (lines.isComment() || lines.isBlank())) {
            before = lines.advance();
        }
    }

    private interface ValueReceiver {
        void accept(int position, double value);
    }

    private void parse(CsvLines line, int[] wanted, ValueReceiver receiver) throws IOException {
        line.fields(wanted, (position, field) -> {
            try {
                receiver.accept(position, NumberText.parse(field));
            } catch (NumberFormatException e) {
                throw new IOException(place(line) + ": `" + field + "` is not a number", e);
            }
        });
    }

    private String place(CsvLines line) {
        return file + ":" + line.number();
    }
}
