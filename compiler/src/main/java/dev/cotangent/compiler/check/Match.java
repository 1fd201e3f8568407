package dev.cotangent.compiler.check;

import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How arguments fit a function: the arguments converted, the type of the result, and a cost by which overloads compare.
 * Exact types beat conversions of integers, these beat flat sequences, and all beat lifting.
 */
record Match(Function function, List<TypedExpr> arguments, boolean lifted, Type type, int cost) {

    private static final int PROMOTION = 1;
    private static final int SEQUENCE = 100;
    private static final int COMPLEX = 1_000;
    private static final int TRANSPOSITION = 100;
    private static final int LIFTING = 10_000;

    /** Number of arguments that had to be converted from integers. */
    int promotions() {
        return cost % SEQUENCE;
    }

    /** The fit of one argument. */
    private record Fit(TypedExpr argument, int cost) {}

    /** The arguments as they are or, if they don't fit, lifted. */
    static Optional<Match> of(Function function, List<TypedExpr> arguments) {
        if (function.parameters().size() != arguments.size()) {
            return Optional.empty();
        }
        Optional<Match> direct = direct(function, arguments);
        boolean lifts = direct.isEmpty() && function.isLibrary() && Lifting.isLiftable(function);
        return lifts ? lifted(function, arguments) : direct;
    }

    private static Optional<Match> direct(Function function, List<TypedExpr> arguments) {
        List<TypedExpr> converted = new ArrayList<>();
        int cost = 0;
        for (int i = 0; i < arguments.size(); i++) {
            Optional<Fit> fit =
                    fit(arguments.get(i), function.parameters().get(i).type());
            if (fit.isEmpty()) {
                return Optional.empty();
            }
            converted.add(fit.get().argument());
            cost += fit.get().cost()
                    + complexity(
                            function,
                            arguments.get(i),
                            function.parameters().get(i).type());
        }
        return Optional.of(new Match(function, converted, false, function.returnType(), cost));
    }

    private static Optional<Fit> fit(TypedExpr argument, Type parameter) {
        Type type = argument.type();
        if (type.equals(parameter)) {
            return Optional.of(new Fit(argument, 0));
        }
        if (parameter == Type.REALS && type.isContainer() && !type.isStructured() && isFlat(type)) {
            TypedExpr reals = Conversions.promote(argument);
            return Optional.of(new Fit(reals, SEQUENCE + (reals == argument ? 0 : PROMOTION)));
        }
        if (parameter == Type.INTS && type.isContainer() && isFlat(type) && type.scalar() == Type.INT) {
            return Optional.of(new Fit(argument, SEQUENCE));
        }
        OptionalInt steps = Conversions.steps(type, parameter);
        return steps.isPresent()
                ? Optional.of(new Fit(Conversions.convert(argument, parameter), PROMOTION * steps.getAsInt()))
                : Optional.empty();
    }

    /** True of a vector, a matrix, or an array of numbers: not of arrays of arrays or of vectors. */
    private static boolean isFlat(Type type) {
        return type.arrayDimensions() <= 1
                && type.arrayDimensions() * type.innermost().rank() == 0;
    }

    /** Functions of the library have real forms, which are meant unless an argument is complex. */
    private static int complexity(Function function, TypedExpr argument, Type parameter) {
        boolean becomes = parameter.isComplex() && !argument.type().isComplex();
        return function.isLibrary() && becomes ? COMPLEX : 0;
    }

    private static Optional<Match> lifted(Function function, List<TypedExpr> arguments) {
        Lifting lifting = Lifting.of(function);
        List<TypedExpr> converted = new ArrayList<>();
        int cost = LIFTING;
        for (int i = 0; i < arguments.size(); i++) {
            Variable parameter = function.parameters().get(i);
            Optional<Fit> fit = fit(arguments.get(i), parameter.type());
            if (fit.isEmpty()) {
                fit = liftedFit(lifting, arguments.get(i), parameter.type());
            }
            if (fit.isEmpty()) {
                return Optional.empty();
            }
            converted.add(fit.get().argument());
            cost += fit.get().cost() + complexity(function, arguments.get(i), parameter.type());
        }
        int total = cost;
        if (!lifting.hasLifted()) {
            return Optional.of(new Match(function, converted, false, function.returnType(), total));
        }
        return lifting.result(function.returnType()).map(result -> new Match(function, converted, true, result, total));
    }

    private static Optional<Fit> liftedFit(Lifting lifting, TypedExpr argument, Type parameter) {
        if (lifting.accept(argument.type(), parameter)) {
            TypedExpr converted = parameter.scalar() == Type.INT ? argument : Conversions.promote(argument);
            if (parameter == Type.COMPLEX) {
                converted = Conversions.convert(converted, converted.type().complexified());
            }
            return Optional.of(new Fit(converted, converted == argument ? 0 : PROMOTION));
        }
        boolean transposable = lifting.isBroadcast() && parameter == Type.VECTOR && argument.type() == Type.ROW_VECTOR;
        if (!transposable) {
            return Optional.empty();
        }
        TypedExpr vector =
                new TypedExpr.Unary(TypedExpr.UnaryOperator.TRANSPOSE, argument, Type.VECTOR, argument.span());
        return Optional.of(new Fit(vector, TRANSPOSITION));
    }
}
