package dev.cotangent.runtime.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The text of a message of the model: a template whose holes are filled from left to right. Reals are shown with six
 * significant digits, as C++ streams show them; {@link #toString} gives the text.
 */
public final class MessageText {

    /** Marks a hole of a template. */
    public static final char HOLE = '\u0001';

    private static final int DIGITS = 6;
    private static final int MIN_FIXED_EXPONENT = -4;

    private final String template;
    private final StringBuilder text = new StringBuilder();
    private int next;

    /**
     * Creates a text of which nothing is filled yet.
     *
     * @param template text with a {@link #HOLE} for every value
     */
    public MessageText(String template) {
        this.template = template;
    }

    public MessageText value(double value) {
        advance();
        text.append(show(value));
        return this;
    }

    public MessageText value(int value) {
        advance();
        text.append(value);
        return this;
    }

    /** Fills a hole with {@code size} elements from {@code offset} on, as {@code [a,b]}. */
    public MessageText elements(double[] array, int offset, int size) {
        advance();
        text.append('[');
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",").append(show(array[offset + i]));
        }
        text.append(']');
        return this;
    }

    /** Fills a hole with {@code size} elements from {@code offset} on, as {@code [a,b]}. */
    public MessageText elements(int[] array, int offset, int size) {
        advance();
        text.append('[');
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",").append(array[offset + i]);
        }
        text.append(']');
        return this;
    }

    /** Copies the template up to its next hole. */
    private void advance() {
        int hole = template.indexOf(HOLE, next);
        text.append(template, next, hole);
        next = hole + 1;
    }

    @Override
    public String toString() {
        return text + template.substring(next);
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
