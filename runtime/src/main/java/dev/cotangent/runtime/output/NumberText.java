package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Decimal text of doubles: the shortest that reads back as the same double, whatever the version of Java. */
final class NumberText {

    /** Below this, every integral double prints as an integer without loss. */
    private static final double MAX_INTEGRAL = 1e15;

    private NumberText() {}

    /** Appends a value; integers have no fraction, and values that are not finite are spelled as in CmdStan. */
    static void append(double value, StringBuilder text) {
        if (value == Math.rint(value) && Math.abs(value) < MAX_INTEGRAL && !isNegativeZero(value)) {
            text.append((long) value);
        } else if (Double.isFinite(value)) {
            text.append(NumberOutput.toString(value, true));
        } else {
            text.append(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
        }
    }

    static String of(double value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    /**
     * Reads what {@link #append} or CmdStan writes.
     *
     * @throws NumberFormatException if the text is not a number
     */
    static double parse(String text) {
        return switch (text.strip()) {
            case "nan", "-nan", "NaN" -> Double.NaN;
            case "inf", "+inf", "Inf", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-Inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && 1 / value < 0;
    }
}
