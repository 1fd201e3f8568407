package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.Intrinsic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Functions of the language itself, whose types no signature can state. */
final class Intrinsics {

    private static final Map<String, Intrinsic> NAMES = Map.of(
            "size", Intrinsic.SIZE,
            "num_elements", Intrinsic.NUM_ELEMENTS,
            "rows", Intrinsic.ROWS,
            "cols", Intrinsic.COLS,
            "dims", Intrinsic.DIMS,
            "rep_array", Intrinsic.REP_ARRAY,
            "append_array", Intrinsic.APPEND_ARRAY,
            "target", Intrinsic.TARGET,
            "to_int", Intrinsic.TO_INT);

    private static final Map<Intrinsic, String> SIGNATURES = Map.of(
            Intrinsic.SIZE, "int size(any x)",
            Intrinsic.NUM_ELEMENTS, "int num_elements(any x)",
            Intrinsic.ROWS, "int rows(vector, row_vector or matrix x)",
            Intrinsic.COLS, "int cols(vector, row_vector or matrix x)",
            Intrinsic.DIMS, "array[] int dims(any x)",
            Intrinsic.REP_ARRAY, "array rep_array(any x, int n, ...)",
            Intrinsic.APPEND_ARRAY, "array append_array(array x, array y), with elements of one type",
            Intrinsic.TARGET, "real target()",
            Intrinsic.TO_INT, "int to_int(data real x), or of arrays");

    private static final Set<Type> LINEAR = Set.of(Type.VECTOR, Type.ROW_VECTOR, Type.MATRIX);

    private Intrinsics() {}

    static boolean isIntrinsic(String name) {
        return NAMES.containsKey(name);
    }

    static Set<String> names() {
        return NAMES.keySet();
    }

    /**
     * A call of an intrinsic.
     *
     * @throws CompileException if the arguments don't fit
     */
    static TypedExpr call(String name, List<TypedExpr> arguments, Span span) {
        Intrinsic intrinsic = NAMES.get(name);
        List<Type> types = arguments.stream().map(TypedExpr::type).toList();
        Type type = type(intrinsic, types).orElseThrow(() -> new CompileException(wrong(name, types, span)));
        List<TypedExpr> converted = intrinsic == Intrinsic.APPEND_ARRAY
                ? arguments.stream().map(a -> Conversions.convert(a, type)).toList()
                : arguments;
        return new TypedExpr.IntrinsicCall(intrinsic, converted, type, span);
    }

    private static Optional<Type> type(Intrinsic intrinsic, List<Type> types) {
        boolean one = types.size() == 1;
        return switch (intrinsic) {
            case SIZE, NUM_ELEMENTS -> one ? Optional.of(Type.INT) : Optional.empty();
            case ROWS, COLS -> one && LINEAR.contains(types.get(0)) ? Optional.of(Type.INT) : Optional.empty();
            case DIMS -> one ? Optional.of(Type.array(Type.INT, 1)) : Optional.empty();
            case TARGET -> types.isEmpty() ? Optional.of(Type.REAL) : Optional.empty();
            case TO_INT -> one ? integers(types.get(0)) : Optional.empty();
            case REP_ARRAY -> repeated(types);
            case APPEND_ARRAY -> appended(types);
        };
    }

    private static Optional<Type> integers(Type type) {
        return type.innermost().isScalar()
                ? Optional.of(Type.array(Type.INT, type.arrayDimensions()))
                : Optional.empty();
    }

    private static Optional<Type> repeated(List<Type> types) {
        boolean fits =
                types.size() >= 2 && types.subList(1, types.size()).stream().allMatch(Type.INT::equals);
        return fits ? Optional.of(Type.array(types.get(0), types.size() - 1)) : Optional.empty();
    }

    private static Optional<Type> appended(List<Type> types) {
        boolean arrays = types.size() == 2 && types.stream().allMatch(t -> t.arrayDimensions() > 0);
        return arrays ? Conversions.common(types.get(0), types.get(1)) : Optional.empty();
    }

    private static Diagnostic wrong(String name, List<Type> types, Span span) {
        return Diagnostic.error(
                        Code.WRONG_ARGUMENTS, span, "`" + name + "` doesn't take " + Signatures.list(types, false))
                .withAllowed(List.of(SIGNATURES.get(NAMES.get(name))));
    }
}
