package dev.cotangent.runtime.geometry;

/**
 * Cosine and sine of an angle, by Taylor series after subtraction of quarter turns. {@link StrictMath} would do, but allocates in
 * some versions of Java. Errors are below 5e-16 for angles up to a million quarter turns.
 */
final class Rotation {

    private static final double QUARTER = 0x1.921fb54442d18p0;
    /** What a quarter turn has beyond its double. */
    private static final double QUARTER_REST = 0x1.1a62633145c07p-54;

    private static final int TERMS = 9;

    private double cosine = 1;
    private double sine;

    /** Sets the angle; no number at all gives no numbers. */
    void to(double angle) {
        double turns = Math.rint(angle / QUARTER);
        double rest = Math.fma(-turns, QUARTER_REST, Math.fma(-turns, QUARTER, angle));
        double square = rest * rest;
        double c = 1;
        double s = 1;
        for (int k = TERMS; k > 0; k--) {
            c = 1 - c * square / ((2 * k - 1) * (2 * k));
            s = 1 - s * square / ((2 * k) * (2 * k + 1));
        }
        s *= rest;
        int quarter = (int) ((long) turns & 3);
        boolean swapped = (quarter & 1) == 1;
        double first = swapped ? s : c;
        double second = swapped ? c : s;
        cosine = quarter == 1 || quarter == 2 ? -first : first;
        sine = quarter >= 2 ? -second : second;
    }

    double cosine() {
        return cosine;
    }

    double sine() {
        return sine;
    }
}
