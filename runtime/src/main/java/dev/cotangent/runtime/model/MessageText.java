package dev.cotangent.runtime.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The text of a message of the model: a template whose holes are filled from left to right. Reals are shown with six
 * significant digits, as C++ streams show them; {@link #toString} gives the text.
 *
 * <p>What stands between {@link #OPEN} and {@link #CLOSE} is repeated for every element of an array, as {@code [a,b]};
 * holes in it take elements of containers. So two brackets around a hole show a matrix by its rows, {@code
 * [[a,b],[c,d]]}, and a bracket around two holes in parentheses shows an array of pairs, {@code [(a,b),(c,d)]}. These are
 * the formats of {@code stan/math/prim/fun/stan_print.hpp}.
 */
public final class MessageText {

    /** Marks a hole of a template. */
    public static final char HOLE = '\u0001';

    /** Begins an array of a template. */
    public static final char OPEN = '\u0002';

    /** Ends an array of a template. */
    public static final char CLOSE = '\u0003';

    private static final char UNKNOWN = '\ufffd';
    private static final int[] SCALAR = {};
    private static final int DIGITS = 6;
    private static final int MIN_FIXED_EXPONENT = -4;

    private final String template;
    private final List<Filling> fillings = new ArrayList<>();

    /**
     * Creates a text of which nothing is filled yet.
     *
     * @param template text with a {@link #HOLE} for every value or container
     */
    public MessageText(String template) {
        this.template = template;
    }

    /** The text with the marks of templates replaced: text that is part of a template. */
    public static String literal(String text) {
        return text.replace(HOLE, UNKNOWN).replace(OPEN, UNKNOWN).replace(CLOSE, UNKNOWN);
    }

    public MessageText value(double value) {
        return fill(new Filling(i -> show(value), 0, SCALAR, false));
    }

    public MessageText value(int value) {
        return fill(new Filling(i -> Integer.toString(value), 0, SCALAR, false));
    }

    /**
     * Fills a hole with the elements of a container, which has as many sizes as brackets are around the hole.
     *
     * @param array read by {@link #toString}
     * @param offset index in {@code array} of the first element
     * @param matrix true if the last two sizes are rows and columns, stored by columns
     */
    public MessageText elements(double[] array, int offset, int[] sizes, boolean matrix) {
        return fill(new Filling(i -> show(array[i]), offset, sizes, matrix));
    }

    /** Fills a hole with the elements of a container of integers, as {@link #elements(double[], int, int[], boolean)}. */
    public MessageText elements(int[] array, int offset, int[] sizes, boolean matrix) {
        return fill(new Filling(i -> Integer.toString(array[i]), offset, sizes, matrix));
    }

    private MessageText fill(Filling filling) {
        fillings.add(filling);
        return this;
    }

    @Override
    public String toString() {
        Writer writer = new Writer();
        writer.write(SCALAR);
        return writer.text.toString();
    }

    /** What fills a hole: {@code element} shows an element by its index in storage. */
    private record Filling(IntFunction<String> element, int offset, int[] sizes, boolean matrix) {

        String at(int[] indices) {
            int index = 0;
            for (int d = 0; d < sizes.length; d++) {
                int stored = dimension(d);
                index = index * sizes[stored] + indices[stored];
            }
            return element.apply(offset + index);
        }

        /** The {@code d}-th dimension from the slowest in storage to the fastest. */
        private int dimension(int d) {
            int rows = sizes.length - 2;
            return matrix && d >= rows ? 2 * rows + 1 - d : d;
        }
    }

    /** Copies the template, with a place in it and the next filling. */
    private final class Writer {

        private final StringBuilder text = new StringBuilder();
        private int place;
        private int next;

        /** Writes the template up to the end of the array whose element the indices are of, or of all. */
        void write(int[] indices) {
            while (place < template.length() && template.charAt(place) != CLOSE) {
                char c = template.charAt(place++);
                if (c == HOLE) {
                    text.append(fillings.get(next++).at(indices));
                } else if (c == OPEN) {
                    writeArray(indices);
                } else {
                    text.append(c);
                }
            }
        }

        private void writeArray(int[] outer) {
            int start = place;
            int first = next;
            int size = fillings.get(first).sizes()[outer.length];
            int[] indices = Arrays.copyOf(outer, outer.length + 1);
            text.append('[');
            for (int i = 0; i < size; i++) {
                text.append(i == 0 ? "" : ",");
                place = start;
                next = first;
                indices[outer.length] = i;
                write(indices);
            }
            if (size == 0) {
                skip();
            }
            text.append(']');
            place++;
        }

        /** Goes to the end of an array without elements. */
        private void skip() {
            for (int depth = 0; depth > 0 || template.charAt(place) != CLOSE; place++) {
                switch (template.charAt(place)) {
                    case HOLE -> next++;
                    case OPEN -> depth++;
                    case CLOSE -> depth--;
                    default -> {}
                }
            }
        }
    }

    /** A real with six significant digits: {@code 0.333333}, {@code 1e+06}, {@code nan}, {@code -inf}. */
    public static String show(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        } else if (value == 0) {
            return 1 / value > 0 ? "0" : "-0";
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= MIN_FIXED_EXPONENT && exponent < DIGITS) {
            return rounded.toPlainString();
        }
        String mantissa = rounded.movePointLeft(exponent).toPlainString();
        String digits = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return mantissa + (exponent < 0 ? "e-" : "e+") + digits;
    }
}
