package dev.cotangent.compiler.check;

import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import java.util.Optional;
import java.util.Set;

/**
 * Lifts a library function over containers. Densities, distribution functions, quantile functions of several arguments and
 * {@code _rng}s broadcast: each argument is as declared or a sequence of that. Other functions map over arguments of one shape.
 */
final class Lifting {

    private static final Set<Type> SEQUENCES = Set.of(
            Type.VECTOR, Type.ROW_VECTOR, Type.REALS, Type.INTS, Type.array(Type.REAL, 1), Type.array(Type.INT, 1));

    /** Functions of complex numbers that are lifted, those behind operators among them. */
    private static final Set<String> OF_COMPLEX_NUMBERS =
            Set.of("abs", "conj", "divide", "elt_divide", "elt_multiply", "pow");

    /** Functions of scalars that Stan does not lift. */
    private static final Set<String> OF_SCALARS = Set.of(
            "hypergeometric_1F0",
            "hypergeometric_2F1",
            "inc_beta",
            "int_step",
            "inv_inc_beta",
            "is_inf",
            "is_nan",
            "log_mix",
            "max",
            "min",
            "squared_distance",
            "step");

    private enum Kind {
        SUM,
        DRAW,
        QUANTILE,
        MAP
    }

    private final Kind kind;
    /** The shape mapped over, with {@code real} for an element. */
    private Optional<Type> shape = Optional.empty();
    /** The shape of arguments for integer parameters. */
    private Optional<Type> integers = Optional.empty();

    private Lifting(Kind kind) {
        this.kind = kind;
    }

    static Lifting of(Function function) {
        if (function.isRandom()) {
            return new Lifting(Kind.DRAW);
        }
        if (function.name().endsWith("_qf") && function.parameters().size() > 1) {
            return new Lifting(Kind.QUANTILE);
        }
        boolean distribution = Names.isDistribution(function.name());
        return new Lifting(distribution ? Kind.SUM : Kind.MAP);
    }

    /**
     * True of a function that may be lifted at all: one that broadcasts, a function of scalars, or one of a container and sizes
     * whose result is a container, as a transform.
     */
    static boolean isLiftable(Function function) {
        if (of(function).isBroadcast()) {
            return true;
        }
        if (function.parameters().stream().anyMatch(p -> p.type() == Type.COMPLEX)) {
            return OF_COMPLEX_NUMBERS.contains(function.name());
        }
        boolean scalars = function.parameters().stream().allMatch(p -> p.type().isScalar());
        if (scalars) {
            return function.returnType().isScalar() && !OF_SCALARS.contains(function.name());
        }
        return Names.isTransform(function.name()) || function.name().endsWith("softmax");
    }

    boolean isBroadcast() {
        return kind != Kind.MAP;
    }

    /** True once an argument is longer than its parameter. */
    boolean hasLifted() {
        return shape.isPresent() || integers.isPresent();
    }

    /** Takes the next argument, if it can be lifted along with those before. */
    boolean accept(Type argument, Type parameter) {
        boolean elements = argument.scalar() == Type.INT || parameter.scalar() == Type.REAL;
        if (parameter == Type.COMPLEX && !isBroadcast()) {
            return acceptShape(argument.realPart(), Type.REAL);
        }
        if (!elements
                || argument.isStructured()
                || parameter.isStructured()
                || parameter == Type.REALS
                || parameter == Type.INTS
                || parameter.arrayDimensions() > 0) {
            return false;
        }
        return isBroadcast() ? acceptSequence(argument, parameter) : acceptShape(argument, parameter);
    }

    private boolean acceptSequence(Type argument, Type parameter) {
        boolean fits = parameter.isScalar() ? SEQUENCES.contains(argument) : isSequence(argument, parameter);
        if (fits) {
            shape = Optional.of(Type.array(Type.REAL, 1));
        }
        return fits;
    }

    /** Where a vector is wanted, a row vector does. */
    private static boolean isSequence(Type argument, Type parameter) {
        return argument.equals(Type.array(parameter, 1))
                || parameter == Type.VECTOR && argument.equals(Type.array(Type.ROW_VECTOR, 1));
    }

    private boolean acceptShape(Type argument, Type parameter) {
        if (!argument.isContainer()
                || !parameter.isScalar() && !argument.innermost().equals(parameter)) {
            return false;
        }
        Type own = parameter.isScalar()
                ? Conversions.promoted(argument)
                : Type.array(Type.REAL, argument.arrayDimensions());
        if (parameter == Type.INT) {
            boolean fits = integers.map(own::equals).orElse(true);
            integers = Optional.of(own);
            return fits;
        }
        boolean fits = shape.map(own::equals).orElse(true);
        shape = Optional.of(own);
        return fits;
    }

    /** The type of the result, if there is one: there are no vectors of integers. */
    Optional<Type> result(Type returned) {
        if (kind == Kind.SUM) {
            return Optional.of(returned);
        }
        if (kind == Kind.QUANTILE) {
            return Optional.of(Type.VECTOR);
        }
        if (kind == Kind.DRAW) {
            return Optional.of(Type.array(returned, 1));
        }
        if (returned.isStructured() && returned != Type.COMPLEX) {
            return Optional.empty();
        }
        // Integers have no vectors, so an array of them goes along with any shape of as many dimensions.
        if (shape.isPresent()
                && integers.isPresent()
                && shape.get().rank() != integers.get().rank()) {
            return Optional.empty();
        }
        Type over = shape.or(() -> integers).orElseThrow();
        if (returned == Type.REAL || returned == Type.COMPLEX) {
            return Optional.of(returned == Type.REAL ? over : over.complexified());
        }
        return over.arrayDimensions() > 0 && over.innermost() == Type.REAL && returned != Type.VOID
                ? Optional.of(Type.array(returned, over.arrayDimensions()))
                : Optional.empty();
    }
}
