package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A log density that is a sum over rows.
 *
 * @param size name of the number of rows in the data
 * @param rows the number of rows, a size that the data declare
 * @param count the number of chosen rows, of storage data; set by the caller of {@code sum}
 * @param numbers the numbers of the chosen rows, from 0; set by the caller of {@code sum}
 * @param windows data that have elements for every row, and where {@code sum} reads those of the chosen rows
 * @param rest of a position to what is no term of a row
 * @param sum of a position to the sum of the terms of the chosen rows
 * @param statements loops and vectorised statements whose rounds are rows and add to the density, in the order of the text
 * @param wholes statements that use what depends on all rows together, and how
 */
public record RowDensity(
        String size,
        Local rows,
        Local count,
        Buffer numbers,
        List<Window> windows,
        Procedure rest,
        Procedure sum,
        List<Span> statements,
        List<WholeUse> wholes) {

    public RowDensity {
        windows = List.copyOf(windows);
        statements = List.copyOf(statements);
        wholes = List.copyOf(wholes);
    }

    /** The same with other uses of all rows. */
    RowDensity withWholes(List<WholeUse> all) {
        return new RowDensity(size, rows, count, numbers, windows, rest, sum, statements, all);
    }

    /**
     * Data of chosen rows. Row r has the elements {@code (o N + r) stride + c} of all data, for c below the stride and o below
     * {@code width / stride}; the k-th chosen row has the same elements of the window, with the number of chosen rows for N.
     *
     * @param data all rows
     * @param window where the chosen rows are to be
     * @param stride number of elements of a row that lie together
     * @param width number of elements of a row
     * @param input the variable of the data block that this is; empty for transformed data
     */
    public record Window(Buffer data, Buffer window, Expr stride, Expr width, Optional<Input> input) {}

    /**
     * A variable of the data block with elements for every row.
     *
     * @param sizes its sizes without that of rows
     * @param isMatrix true if the last two of these are rows and columns
     */
    public record Input(String name, List<Expr> sizes, boolean isMatrix) {
        public Input {
            sizes = List.copyOf(sizes);
        }
    }

    /**
     * A use of what depends on all rows.
     *
     * @param name the variable
     * @param span the statement that uses or makes it
     * @param message what it is
     */
    public record WholeUse(String name, Span span, String message) {}
}
