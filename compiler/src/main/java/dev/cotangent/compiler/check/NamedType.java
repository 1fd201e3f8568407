package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.diagnostic.Spelling;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A type that has a name.
 *
 * @param type what its values are
 * @param fewestSizes fewest sizes that a declaration gives
 * @param mostSizes most sizes that a declaration gives; if fewer are given, the matrix is square
 * @param isConstrained true if the name is a constraint on the values
 */
record NamedType(Type type, int fewestSizes, int mostSizes, boolean isConstrained) {

    private static final Map<String, NamedType> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("int", new NamedType(Type.INT, 0, 0, false)),
            Map.entry("real", new NamedType(Type.REAL, 0, 0, false)),
            Map.entry("vector", new NamedType(Type.VECTOR, 1, 1, false)),
            Map.entry("row_vector", new NamedType(Type.ROW_VECTOR, 1, 1, false)),
            Map.entry("matrix", new NamedType(Type.MATRIX, 2, 2, false)),
            Map.entry("complex", new NamedType(Type.COMPLEX, 0, 0, false)),
            Map.entry("complex_vector", new NamedType(Type.COMPLEX_VECTOR, 1, 1, false)),
            Map.entry("complex_row_vector", new NamedType(Type.COMPLEX_ROW_VECTOR, 1, 1, false)),
            Map.entry("complex_matrix", new NamedType(Type.COMPLEX_MATRIX, 2, 2, false)),
            Map.entry("simplex", new NamedType(Type.VECTOR, 1, 1, true)),
            Map.entry("ordered", new NamedType(Type.VECTOR, 1, 1, true)),
            Map.entry("positive_ordered", new NamedType(Type.VECTOR, 1, 1, true)),
            Map.entry("unit_vector", new NamedType(Type.VECTOR, 1, 1, true)),
            Map.entry("sum_to_zero_vector", new NamedType(Type.VECTOR, 1, 1, true)),
            Map.entry("sum_to_zero_matrix", new NamedType(Type.MATRIX, 2, 2, true)),
            Map.entry("cholesky_factor_corr", new NamedType(Type.MATRIX, 1, 1, true)),
            Map.entry("cholesky_factor_cov", new NamedType(Type.MATRIX, 1, 2, true)),
            Map.entry("corr_matrix", new NamedType(Type.MATRIX, 1, 1, true)),
            Map.entry("cov_matrix", new NamedType(Type.MATRIX, 1, 1, true)),
            Map.entry("row_stochastic_matrix", new NamedType(Type.MATRIX, 2, 2, true)),
            Map.entry("column_stochastic_matrix", new NamedType(Type.MATRIX, 2, 2, true))));

    static NamedType of(Identifier name) {
        NamedType type = TYPES.get(name.text());
        if (type == null) {
            throw new CompileException(
                    Diagnostic.error(Code.UNKNOWN_NAME, name.span(), "there is no type `" + name.text() + "`")
                            .withHint(Spelling.didYouMean(name.text(), TYPES.keySet())));
        }
        return type;
    }

    /** One size a dimension, from those given. */
    List<TypedExpr> dimensions(List<TypedExpr> given) {
        return given.size() == 1 && type == Type.MATRIX ? List.of(given.get(0), given.get(0)) : given;
    }

    String describeSizes() {
        if (fewestSizes != mostSizes) {
            return fewestSizes + " or " + mostSizes + " sizes";
        }
        return switch (mostSizes) {
            case 0 -> "no size";
            case 1 -> "1 size";
            default -> mostSizes + " sizes";
        };
    }

    String exampleSizes() {
        return mostSizes == 1 ? "[N]" : "[M, N]";
    }
}
