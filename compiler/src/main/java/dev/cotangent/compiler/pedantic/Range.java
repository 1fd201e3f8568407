package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.BinaryOperator;
import dev.cotangent.compiler.typed.Variable;
import java.util.OptionalDouble;

/**
 * An interval.
 *
 * @param strictLower true if the lower end is not in it
 * @param strictUpper true if the upper end is not in it
 */
record Range(double lower, boolean strictLower, double upper, boolean strictUpper) {

    static final Range ALL = new Range(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

    /** What a condition says about a variable, as far as it compares it with numbers. */
    static Range of(TypedExpr condition, Variable variable) {
        if (!(condition instanceof TypedExpr.Binary b)) {
            return ALL;
        }
        if (b.operator() == BinaryOperator.AND) {
            return of(b.left(), variable).and(of(b.right(), variable));
        }
        OptionalDouble number = Numbers.value(b.right());
        if (number.isEmpty() || !isRead(b.left(), variable)) {
            return ALL;
        }
        double limit = number.getAsDouble();
        return switch (b.operator()) {
            case GREATER -> new Range(limit, true, ALL.upper, false);
            case GREATER_OR_EQUAL -> new Range(limit, false, ALL.upper, false);
            case LESS -> new Range(ALL.lower, false, limit, true);
            case LESS_OR_EQUAL -> new Range(ALL.lower, false, limit, false);
            default -> ALL;
        };
    }

    private static boolean isRead(TypedExpr e, Variable variable) {
        return e instanceof TypedExpr.Read read && read.variable() == variable
                || e instanceof TypedExpr.Promote promote && isRead(promote.operand(), variable);
    }

    private Range and(Range other) {
        Range low = other.lower > lower ? other : this;
        Range high = other.upper < upper ? other : this;
        return new Range(low.lower, low.strictLower, high.upper, high.strictUpper);
    }

    private boolean hasLower() {
        return lower != ALL.lower;
    }

    private boolean hasUpper() {
        return upper != ALL.upper;
    }

    /** The range as a condition. */
    String text(String name) {
        String above = name + (strictLower ? " > " : " >= ") + number(lower);
        String below = name + (strictUpper ? " < " : " <= ") + number(upper);
        return hasLower() && hasUpper() ? above + " && " + below : hasLower() ? above : below;
    }

    /** The range as the bounds of a declaration. */
    String bounds() {
        String above = "lower=" + number(lower);
        String below = "upper=" + number(upper);
        return hasLower() && hasUpper() ? above + ", " + below : hasLower() ? above : below;
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    boolean contains(double value) {
        boolean above = strictLower ? value > lower : value >= lower;
        boolean below = strictUpper ? value < upper : value <= upper;
        return above && below;
    }

    /** True if a declaration lets a variable leave this range. The ends themselves, which have no mass, are not looked at. */
    boolean isLeftBy(Variable variable) {
        if (variable.constraint() instanceof Constraint.Named named) {
            return !(named.name().equals("simplex") || named.name().equals("positive_ordered")) && !equals(ALL);
        }
        boolean bounded = variable.constraint() instanceof Constraint.Bounds;
        Constraint.Bounds bounds = bounded ? (Constraint.Bounds) variable.constraint() : null;
        // A bound that is not a number may be anything: no alarm.
        boolean low = bounded && bounds.lower().isPresent()
                ? Numbers.value(bounds.lower().get()).orElse(lower) < lower
                : hasLower();
        boolean high = bounded && bounds.upper().isPresent()
                ? Numbers.value(bounds.upper().get()).orElse(upper) > upper
                : hasUpper();
        return low || high;
    }
}
