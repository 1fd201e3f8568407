package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.TypeSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A declared parameter. */
record Parameter(Identifier name, TypeSyntax type) {

    /** What a kind of parameter consists of. */
    enum Kind {
        /** Numbers that are free, or between bounds. */
        FREE,
        /** Vectors in ascending order. */
        ORDERED,
        POSITIVE_ORDERED,
        SIMPLEX,
        UNIT_VECTOR,
        CORRELATION,
        CHOLESKY_CORRELATION,
        COVARIANCE,
        /** What is not drawn here. */
        OTHER
    }

    String text() {
        return name.text();
    }

    Kind kind() {
        if (type.isTuple()) {
            return Kind.OTHER;
        }
        return switch (type.name().text()) {
            case "real", "vector", "row_vector", "matrix" -> Kind.FREE;
            case "ordered" -> Kind.ORDERED;
            case "positive_ordered" -> Kind.POSITIVE_ORDERED;
            case "simplex" -> Kind.SIMPLEX;
            case "unit_vector" -> Kind.UNIT_VECTOR;
            case "corr_matrix" -> Kind.CORRELATION;
            case "cholesky_factor_corr" -> Kind.CHOLESKY_CORRELATION;
            case "cov_matrix" -> Kind.COVARIANCE;
            default -> Kind.OTHER;
        };
    }

    Optional<Expression> bound(String which) {
        return type.bounds().stream()
                .filter(b -> b.name().text().equals(which))
                .map(TypeSyntax.Bound::value)
                .findFirst();
    }

    List<Expression> arraySizes() {
        return type.arraySizes().stream().flatMap(Optional::stream).toList();
    }

    /** Sizes of what the array, if it is one, holds. */
    List<Expression> innerSizes() {
        return type.sizes().stream().flatMap(Optional::stream).toList();
    }

    /** All sizes, those of the array first. */
    List<Expression> sizes() {
        List<Expression> sizes = new ArrayList<>(arraySizes());
        sizes.addAll(innerSizes());
        return sizes;
    }
}
