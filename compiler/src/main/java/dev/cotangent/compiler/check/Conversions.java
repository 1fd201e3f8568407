package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.Optional;

/** Conversions that happen by themselves: integers become reals, alone or in arrays. */
final class Conversions {

    private Conversions() {}

    /** The type with reals for integers. */
    static Type promoted(Type type) {
        if (type instanceof Type.Array array) {
            return Type.array(promoted(array.element()), array.dimensions());
        }
        if (type == Type.INT) {
            return Type.REAL;
        }
        return type == Type.INTS ? Type.REALS : type;
    }

    /** True if a value of one type can stand where the other is needed. */
    static boolean isConvertible(Type from, Type to) {
        return from.equals(to) || promoted(from).equals(to);
    }

    /** The value with the type, which it must be convertible to. */
    static TypedExpr convert(TypedExpr value, Type type) {
        return value.type().equals(type) ? value : new TypedExpr.Promote(value, type, value.span());
    }

    /** As a real, or a container of reals. */
    static TypedExpr promote(TypedExpr value) {
        return convert(value, promoted(value.type()));
    }

    /**
     * The value with the type that its place needs.
     *
     * @param place what needs it, as {@code `x`}
     * @throws CompileException if there is no conversion
     */
    static TypedExpr require(TypedExpr value, Type type, String place) {
        if (isConvertible(value.type(), type)) {
            return convert(value, type);
        }
        Diagnostic mismatch = Diagnostic.error(
                Code.TYPE_MISMATCH,
                value.span(),
                place + " needs " + article(type) + ", but this is " + article(value.type()));
        throw new CompileException(mismatch.withHint(hint(value.type(), type)));
    }

    /** The type that both can be converted to. */
    static Optional<Type> common(Type a, Type b) {
        if (isConvertible(a, b)) {
            return Optional.of(b);
        }
        return isConvertible(b, a) ? Optional.of(a) : Optional.empty();
    }

    /** A condition as an int: a real is true unless it is zero. */
    static TypedExpr truth(TypedExpr condition, String place) {
        if (condition.type() == Type.INT) {
            return condition;
        }
        if (condition.type() != Type.REAL) {
            String found = place + " needs an int or a real, but this is " + article(condition.type());
            throw new CompileException(Diagnostic.error(Code.TYPE_MISMATCH, condition.span(), found));
        }
        TypedExpr zero = new TypedExpr.RealLiteral(0.0, condition.span());
        return new TypedExpr.Binary(TypedExpr.BinaryOperator.NOT_EQUAL, condition, zero, Type.INT, condition.span());
    }

    static String article(Type type) {
        String text = type.toString();
        return ("aeiou".indexOf(text.charAt(0)) >= 0 ? "an " : "a ") + text;
    }

    private static Optional<String> hint(Type from, Type to) {
        if (from == Type.REAL && to == Type.INT) {
            return Optional.of("reals don't become integers by themselves; `to_int` converts data");
        }
        if (to == Type.VECTOR && (from.equals(Type.array(Type.REAL, 1)) || from == Type.MATRIX)) {
            return Optional.of("`to_vector` converts it");
        }
        if (to == Type.VECTOR && from == Type.ROW_VECTOR || to == Type.ROW_VECTOR && from == Type.VECTOR) {
            return Optional.of("transpose it with `'`");
        }
        if (to.equals(Type.array(Type.REAL, 1)) && (from == Type.VECTOR || from == Type.ROW_VECTOR)) {
            return Optional.of("`to_array_1d` converts it");
        }
        return Optional.empty();
    }
}
