package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Conversions that happen by themselves: integers become reals, reals become complex, alone, in arrays or in tuples. */
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
        return steps(from, to).isPresent();
    }

    /** How many steps a conversion takes, int to real to complex, over all components; empty if there is none. */
    static OptionalInt steps(Type from, Type to) {
        if (from.equals(to)) {
            return OptionalInt.of(0);
        }
        if (from.arrayDimensions() > 0 || to.arrayDimensions() > 0) {
            return from.arrayDimensions() == to.arrayDimensions()
                    ? steps(from.innermost(), to.innermost())
                    : OptionalInt.empty();
        }
        if (from instanceof Type.Tuple a && to instanceof Type.Tuple b) {
            return steps(a.elements(), b.elements());
        }
        if (to == Type.COMPLEX && from == Type.INT) {
            return OptionalInt.of(2);
        }
        boolean single = promoted(from).equals(to) || to.isComplex() && from.complexified() == to;
        return single ? OptionalInt.of(1) : OptionalInt.empty();
    }

    private static OptionalInt steps(List<Type> from, List<Type> to) {
        if (from.size() != to.size()) {
            return OptionalInt.empty();
        }
        int sum = 0;
        for (int k = 0; k < from.size(); k++) {
            OptionalInt steps = steps(from.get(k), to.get(k));
            if (steps.isEmpty()) {
                return steps;
            }
            sum += steps.getAsInt();
        }
        return OptionalInt.of(sum);
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
        if (isConvertible(b, a)) {
            return Optional.of(a);
        }
        boolean tuples = a.innermost() instanceof Type.Tuple && b.innermost() instanceof Type.Tuple;
        return tuples && a.arrayDimensions() == b.arrayDimensions()
                ? common((Type.Tuple) a.innermost(), (Type.Tuple) b.innermost())
                        .map(t -> Type.array(t, a.arrayDimensions()))
                : Optional.empty();
    }

    private static Optional<Type> common(Type.Tuple a, Type.Tuple b) {
        if (a.elements().size() != b.elements().size()) {
            return Optional.empty();
        }
        List<Type> elements = new ArrayList<>();
        for (int k = 0; k < a.elements().size(); k++) {
            Optional<Type> element = common(a.elements().get(k), b.elements().get(k));
            if (element.isEmpty()) {
                return Optional.empty();
            }
            elements.add(element.get());
        }
        return Optional.of(new Type.Tuple(elements));
    }

    /** A condition: an int, which is true unless it is zero. */
    static TypedExpr truth(TypedExpr condition, String place) {
        if (condition.type() == Type.INT) {
            return condition;
        }
        String found = place + " needs an int, but this is " + article(condition.type());
        Optional<String> hint = condition.type() == Type.REAL
                ? Optional.of("write `" + condition.span().text() + " != 0`")
                : Optional.empty();
        throw new CompileException(
                Diagnostic.error(Code.TYPE_MISMATCH, condition.span(), found).withHint(hint));
    }

    static String article(Type type) {
        String text = type.toString();
        return ("aeiou".indexOf(text.charAt(0)) >= 0 ? "an " : "a ") + text;
    }

    private static Optional<String> hint(Type from, Type to) {
        if (from.isComplex() && from.realPart().equals(to)) {
            return Optional.of("complex numbers don't become real by themselves; `get_real` gives their real part");
        }
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
