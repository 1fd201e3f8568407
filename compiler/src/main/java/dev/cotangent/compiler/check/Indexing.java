package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr.Index;
import java.util.List;

/** Types of parts. */
final class Indexing {

    private Indexing() {}

    /**
     * The type of a part of a value.
     *
     * @throws CompileException if there are more indices than dimensions
     */
    static Type type(Type base, List<Index> indices, Span span) {
        if (base.rank() == 0) {
            throw new CompileException(
                    Diagnostic.error(Code.WRONG_INDEX, span, Conversions.article(base) + " has no elements to index"));
        }
        if (indices.size() > base.rank()) {
            throw new CompileException(Diagnostic.error(
                    Code.WRONG_INDEX,
                    span,
                    indices.size() + " indices, but " + Conversions.article(base) + " has " + dimensions(base.rank())));
        }
        int arrays = Math.min(indices.size(), base.arrayDimensions());
        long kept = indices.subList(0, arrays).stream()
                .filter(i -> !(i instanceof Index.Single))
                .count();
        List<Index> inner = indices.subList(arrays, indices.size());
        int dimensions = base.arrayDimensions() - arrays + (int) kept;
        return Type.array(innerType(base.innermost(), inner), dimensions);
    }

    private static String dimensions(int rank) {
        return rank == 1 ? "1 dimension" : rank + " dimensions";
    }

    private static Type innerType(Type type, List<Index> indices) {
        if (indices.isEmpty()) {
            return type;
        }
        boolean firstSingle = indices.get(0) instanceof Index.Single;
        if (type.rank() == 1) {
            return firstSingle ? type.scalar() : type;
        }
        boolean secondSingle = indices.size() == 2 && indices.get(1) instanceof Index.Single;
        Type part = firstSingle ? secondSingle ? Type.REAL : Type.ROW_VECTOR : secondSingle ? Type.VECTOR : Type.MATRIX;
        return type.isComplex() ? part.complexified() : part;
    }
}
