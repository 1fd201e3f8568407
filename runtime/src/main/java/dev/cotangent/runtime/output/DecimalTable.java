package dev.cotangent.runtime.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * A table of comma-separated values: a name and numbers a line. Numbers read back as the same doubles; those that are not finite
 * are nan, inf and -inf.
 */
public final class DecimalTable {

    private final Writer writer;
    private final int columns;
    private final StringBuilder line = new StringBuilder();

    /**
     * A table with its line of headings.
     *
     * @param writer not closed
     * @param names heading of the names
     * @param columns headings of the numbers
     */
    public DecimalTable(Writer writer, String names, List<String> columns) throws IOException {
        this.writer = writer;
        this.columns = columns.size();
        writer.write(names + "," + String.join(",", columns) + "\n");
    }

    /** Adds a line. */
    public void row(String name, double[] values) throws IOException {
        if (values.length != columns) {
            throw new IllegalArgumentException("a row must have " + columns + " numbers, but has " + values.length);
        }
        line.setLength(0);
        line.append(name);
        for (double value : values) {
            NumberText.append(value, line.append(','));
        }
        writer.append(line.append('\n'));
    }
}
