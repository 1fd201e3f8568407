package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions that make complex numbers of their parts and give the parts back, of every shape, and functions of the library
 * that work on each part alone: those that only move elements, and sums.
 */
final class ComplexFunctions {

    private static final Map<String, String> SIGNATURES = Map.of(
            "get_real", "real get_real(complex z), or of containers",
            "get_imag", "real get_imag(complex z), or of containers",
            "to_complex", "complex to_complex(real re, real im), to_complex(real re), to_complex(), or of containers");

    private static final Set<String> PARTWISE = Set.of(
            "add_diag",
            "append_col",
            "append_row",
            "block",
            "col",
            "cumulative_sum",
            "diag_matrix",
            "diagonal",
            "rep_matrix",
            "rep_row_vector",
            "rep_vector",
            "row",
            "sub_col",
            "sub_row",
            "sum",
            "symmetrize_from_lower_tri",
            "to_array_1d",
            "to_array_2d",
            "to_matrix",
            "to_row_vector",
            "to_vector",
            "trace",
            "transpose");

    /** Of these an integer is a number among others, not a size or an index. */
    private static final Set<String> WITHOUT_SIZES = Set.of("add_diag", "append_col", "append_row");

    private ComplexFunctions() {}

    static Collection<String> signatures() {
        return SIGNATURES.values();
    }

    static boolean isOfParts(String name) {
        return SIGNATURES.containsKey(name);
    }

    static Set<String> names() {
        return SIGNATURES.keySet();
    }

    /**
     * A call of one of the functions of parts.
     *
     * @throws CompileException if the arguments don't fit
     */
    static TypedExpr ofParts(String name, List<TypedExpr> arguments, Span span) {
        List<Type> types = arguments.stream().map(a -> a.type().complexified()).toList();
        boolean numbers = types.stream().allMatch(Type::isComplex);
        if (!name.equals("to_complex") && numbers && types.size() == 1) {
            TypedExpr complex = Conversions.convert(Conversions.promote(arguments.get(0)), types.get(0));
            return new TypedExpr.Component(
                    complex, name.equals("get_real") ? 0 : 1, types.get(0).realPart(), span);
        }
        boolean reals = arguments.stream().noneMatch(a -> a.type().isComplex());
        boolean oneShape = types.stream().filter(Type::isContainer).distinct().count() <= 1;
        if (name.equals("to_complex") && numbers && reals && oneShape && types.size() <= 2) {
            return toComplex(arguments, types, span);
        }
        List<Type> found = arguments.stream().map(TypedExpr::type).toList();
        throw new CompileException(Diagnostic.error(
                        Code.WRONG_ARGUMENTS, span, "`" + name + "` doesn't take " + Signatures.list(found, false))
                .withAllowed(List.of(SIGNATURES.get(name))));
    }

    private static TypedExpr toComplex(List<TypedExpr> arguments, List<Type> types, Span span) {
        Type type = types.stream().filter(Type::isContainer).findFirst().orElse(Type.COMPLEX);
        TypedExpr zero = new TypedExpr.RealLiteral(0.0, span);
        List<TypedExpr> parts = Stream.concat(arguments.stream().map(Conversions::promote), Stream.of(zero, zero))
                .limit(2)
                .toList();
        return new TypedExpr.Compound(parts, type, span);
    }

    /** True if a call is of a function that works on each part alone. */
    static boolean isPartwise(String name, List<TypedExpr> arguments) {
        return PARTWISE.contains(name)
                && arguments.stream().anyMatch(a -> a.type().isComplex());
    }

    /** The call of a real function. */
    interface RealCall {
        TypedExpr of(List<TypedExpr> arguments);
    }

    /** A function that works on each part alone, given the call of its real form. */
    static TypedExpr partwise(String name, List<TypedExpr> arguments, RealCall call, Span span) {
        List<Variable> parameters = new ArrayList<>();
        List<TypedExpr> converted = new ArrayList<>();
        for (TypedExpr argument : arguments) {
            boolean fixed = argument.type().isInteger() && !WITHOUT_SIZES.contains(name);
            TypedExpr real = Conversions.promote(argument);
            TypedExpr passed =
                    fixed ? argument : Conversions.convert(real, real.type().complexified());
            converted.add(passed);
            parameters.add(parameter(fixed ? argument.type() : passed.type().realPart(), span));
        }
        List<TypedExpr> reads = parameters.stream()
                .<TypedExpr>map(p -> new TypedExpr.Read(p, span))
                .toList();
        TypedExpr body = call.of(reads);
        return new TypedExpr.Partwise(parameters, converted, body, body.type().complexified(), span);
    }

    private static Variable parameter(Type type, Span span) {
        return new Variable(
                "part", type, Variable.Scope.FUNCTION_PARAMETER, List.of(), Constraint.NONE, type.isInteger(), span);
    }
}
