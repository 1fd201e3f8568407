package dev.cotangent.stdlib.scalar;

/**
 * The logistic function and its integral from a part that they share, {@code small = exp(-|x|)}.
 *
 * <p>Choices by the sign of x are made by bits, as branches on it are often mispredicted.
 */
public final class Logistic {
    private static final long ONE = Double.doubleToRawLongBits(1.0);

    private Logistic() {}

    /**
     * {@code 1 / (1 + exp(-x))}, to 2 ulps of what {@code small} allows.
     *
     * @param small {@code exp(-|x|)}
     */
    public static double logistic(double x, double small) {
        // All ones if the sign bit is set.
        long negative = Double.doubleToRawLongBits(x) >> 63;
        long numerator = (Double.doubleToRawLongBits(small) & negative) | (ONE & ~negative);
        return Double.longBitsToDouble(numerator) / (1 + small);
    }

    /** {@code log(1 + exp(x)) - log(1 + small)}: the larger of x and 0; NaN for NaN. */
    public static double ramp(double x, double small) {
        long bits = Double.doubleToRawLongBits(x);
        // 0 or NaN is added, as small is NaN if x is.
        return Double.longBitsToDouble(bits & ~(bits >> 63)) + 0 * small;
    }
}
