package dev.cotangent.stdlib.scalar;

/**
 * Mass of intervals under the von Mises distribution with mean direction 0 and concentration kappa, density {@code exp(kappa
 * cos(t)) / (2 pi I_0(kappa))}. By quadrature on the pieces between multiples of pi, from each piece's highest end down, so
 * that masses far out in the tail have full relative accuracy.
 */
public final class VonMises {
    private static final double LOG_TWO_PI = 0x1.d67f1c864beb5p0;

    private static final double LOG_HALF = -0x1.62e42fefa39efp-1;

    /** What falls below {@code exp(-DEPTH)} of a piece's height is left out. */
    private static final double DEPTH = 60;

    private VonMises() {}

    /** Logarithm of the mass of {@code [lower, upper]}, which may be as long as a few turns; minus infinity if it is empty. */
    public static double von_mises_log_mass(double lower, double upper, double kappa) {
        if (!(upper > lower)) {
            return Double.isNaN(lower + upper + kappa) ? Double.NaN : Double.NEGATIVE_INFINITY;
        }
        double logMass = logMass(lower, upper, kappa);
        boolean isMost = logMass > LOG_HALF && upper - lower <= 2 * Math.PI;
        return isMost ? Logarithm.log1p(-Exponential.exp(logMass(upper, lower + 2 * Math.PI, kappa))) : logMass;
    }

    private static double logMass(double lower, double upper, double kappa) {
        if (!(upper > lower)) {
            return Double.NEGATIVE_INFINITY;
        }
        double highest = highest(lower, upper);
        double sum = integral(lower, upper, kappa, highest, false);
        return kappa * highest + Logarithm.log(sum) - Bessel.log_modified_bessel_first_kind(0, kappa) - LOG_TWO_PI;
    }

    /** The derivative of {@link #von_mises_log_mass} in kappa: the mean of the cosine in the interval less that of all. */
    public static double von_mises_log_mass_in_kappa(double lower, double upper, double kappa) {
        if (!(upper > lower)) {
            return 0;
        }
        double highest = highest(lower, upper);
        double below = integral(lower, upper, kappa, highest, true) / integral(lower, upper, kappa, highest, false);
        double ratio = Exponential.exp(
                Bessel.log_modified_bessel_first_kind(1, kappa) - Bessel.log_modified_bessel_first_kind(0, kappa));
        return highest - below - ratio;
    }

    /** The greatest cosine in the interval. */
    private static double highest(double lower, double upper) {
        boolean hasPeak = Math.floor(upper / (2 * Math.PI)) > Math.floor(lower / (2 * Math.PI)) || lower == 0;
        return hasPeak ? 1 : Math.max(Trigonometry.cos(lower), Trigonometry.cos(upper));
    }

    /** The integral of {@code exp(kappa (cos(t) - highest))}, times {@code highest - cos(t)} if weighted. */
    private static double integral(double lower, double upper, double kappa, double highest, boolean weighted) {
        double sum = 0;
        double from = lower;
        while (from < upper) {
            double next = (Math.floor(from / Math.PI) + 1) * Math.PI;
            double to = next > from ? Math.min(next, upper) : upper;
            boolean falls = Trigonometry.cos(from) >= Trigonometry.cos(to);
            sum += piece(falls ? from : to, (falls ? 1 : -1) * (to - from), kappa, highest, weighted);
            from = to;
        }
        return sum;
    }

    /** From a piece's highest end over a signed length. */
    private static double piece(double end, double length, double kappa, double highest, boolean weighted) {
        double cut = length * deepest(end, length, kappa);
        double top = Trigonometry.cos(end) - highest;
        double sum = 0;
        for (int k = 0; k < DoubleExponential.UNIT_NODES.length; k++) {
            double below = drop(end, cut * DoubleExponential.UNIT_NODES[k]) - top;
            double height = DoubleExponential.UNIT_WEIGHTS[k] * Exponential.exp(-kappa * below);
            sum += weighted ? height * below : height;
        }
        return Math.abs(cut) * sum;
    }

    /** {@code cos(end) - cos(end + s)} without cancellation. */
    private static double drop(double end, double s) {
        return 2 * Trigonometry.sin(end + 0.5 * s) * Trigonometry.sin(0.5 * s);
    }

    /** The share of a piece where the density is above its height times {@code exp(-DEPTH)}. */
    private static double deepest(double end, double length, double kappa) {
        if (!(kappa * drop(end, length) > DEPTH)) {
            return 1;
        }
        double inside = 0;
        double outside = 1;
        while (outside > 2 * inside) {
            double middle = inside == 0 ? 0.5 * outside : 0.5 * (inside + outside);
            if (kappa * drop(end, length * middle) > DEPTH) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return outside;
    }
}
