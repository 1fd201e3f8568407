package dev.cotangent.runtime.diagnostic;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A quantile of draws.
 *
 * @param probability in [0, 1]
 * @param value NaN if a draw is
 * @param mcse Monte Carlo standard error; NaN where draws do not define it
 */
public record QuantileEstimate(double probability, double value, double mcse) {

    /** Enough for every probability that someone types, and fewer than the rounding of a hundredfold shows. */
    private static final MathContext DIGITS = new MathContext(10);

    /** The probability in percent, as {@code 2.5}. */
    public String percent() {
        return new BigDecimal(100 * probability)
                .round(DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
