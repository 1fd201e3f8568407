package dev.cotangent.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Short decimal text of numbers, for people. */
final class NumberFormat {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-4;

    private NumberFormat() {}

    /** Three significant digits, but never fewer than the integer part has; {@code -} for NaN. */
    static String significant(double value) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        double size = Math.abs(value);
        if (size >= LARGE || size < SMALL && size > 0) {
            return new BigDecimal(value).round(THREE_DIGITS).toString();
        }
        return size >= 1000 ? fixed(value, 0) : padded(new BigDecimal(value).round(THREE_DIGITS));
    }

    /** A number of significant digits without zeros at the end; {@code -} for NaN. */
    static String digits(double value, int digits) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        double size = Math.abs(value);
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return size >= LARGE || size < SMALL && size > 0 ? rounded.toString() : rounded.toPlainString();
    }

    /** With trailing zeros: the exact value of a short double may have fewer digits than its neighbours. */
    private static String padded(BigDecimal value) {
        int missing = THREE_DIGITS.getPrecision() - value.precision();
        return value.signum() == 0
                ? "0"
                : value.setScale(value.scale() + missing).toPlainString();
    }

    /** A fixed number of decimals; {@code -} for NaN. */
    static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString()
                : notFinite(value);
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "-" : value > 0 ? "inf" : "-inf";
    }
}
