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

    private static final Map<String, Intrinsic> NAMES = Map.ofEntries(
            Map.entry("size", Intrinsic.SIZE),
            Map.entry("num_elements", Intrinsic.NUM_ELEMENTS),
            Map.entry("rows", Intrinsic.ROWS),
            Map.entry("cols", Intrinsic.COLS),
            Map.entry("dims", Intrinsic.DIMS),
            Map.entry("rep_array", Intrinsic.REP_ARRAY),
            Map.entry("append_array", Intrinsic.APPEND_ARRAY),
            Map.entry("target", Intrinsic.TARGET),
            Map.entry("to_int", Intrinsic.TO_INT),
            Map.entry("head", Intrinsic.HEAD),
            Map.entry("tail", Intrinsic.TAIL),
            Map.entry("segment", Intrinsic.SEGMENT),
            Map.entry("reverse", Intrinsic.REVERSE),
            Map.entry("to_array_1d", Intrinsic.TO_ARRAY_1D));

    private static final Map<Intrinsic, String> SIGNATURES = Map.ofEntries(
            Map.entry(Intrinsic.SIZE, "int size(any x)"),
            Map.entry(Intrinsic.NUM_ELEMENTS, "int num_elements(any x)"),
            Map.entry(Intrinsic.ROWS, "int rows(vector, row_vector or matrix x)"),
            Map.entry(Intrinsic.COLS, "int cols(vector, row_vector or matrix x)"),
            Map.entry(Intrinsic.DIMS, "array[] int dims(any x)"),
            Map.entry(Intrinsic.REP_ARRAY, "array rep_array(any x, int n, ...)"),
            Map.entry(Intrinsic.APPEND_ARRAY, "array append_array(array x, array y), with elements of one type"),
            Map.entry(Intrinsic.TARGET, "real target()"),
            Map.entry(Intrinsic.TO_INT, "int to_int(data real x), or of arrays"),
            Map.entry(Intrinsic.HEAD, "head(sequence x, int n): the first n of a vector, a row_vector or an array"),
            Map.entry(Intrinsic.TAIL, "tail(sequence x, int n): the last n of a vector, a row_vector or an array"),
            Map.entry(Intrinsic.SEGMENT, "segment(sequence x, int i, int n): n from the i-th on"),
            Map.entry(Intrinsic.REVERSE, "reverse(sequence x): elements in the opposite order"),
            Map.entry(
                    Intrinsic.TO_ARRAY_1D,
                    "array[] to_array_1d(vector, matrix or array of numbers x): in storage order"));

    private static final Set<Type> LINEAR = Set.of(
            Type.VECTOR,
            Type.ROW_VECTOR,
            Type.MATRIX,
            Type.COMPLEX_VECTOR,
            Type.COMPLEX_ROW_VECTOR,
            Type.COMPLEX_MATRIX);

    private Intrinsics() {}

    static List<String> signatures() {
        return SIGNATURES.values().stream().sorted().toList();
    }

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
            case HEAD, TAIL -> part(types, 1);
            case SEGMENT -> part(types, 2);
            case REVERSE -> part(types, 0);
            case TO_ARRAY_1D -> one ? flat(types.get(0)) : Optional.empty();
        };
    }

    /** Elements of a sequence, chosen by a number of integers. */
    private static Optional<Type> part(List<Type> types, int integers) {
        boolean fits = types.size() == 1 + integers
                && types.subList(1, types.size()).stream().allMatch(Type.INT::equals)
                && isSequence(types.get(0));
        return fits ? Optional.of(types.get(0)) : Optional.empty();
    }

    private static boolean isSequence(Type type) {
        return type.rank() == 1 || type.arrayDimensions() > 0;
    }

    private static Optional<Type> flat(Type type) {
        boolean fits = LINEAR.contains(type)
                || type == Type.REALS
                || type.arrayDimensions() > 0 && type.innermost().isScalar();
        return fits ? Optional.of(Type.array(type.scalar(), 1)) : Optional.empty();
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
