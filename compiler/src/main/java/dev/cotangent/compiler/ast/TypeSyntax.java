package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A type as written, sized or not: {@code array[N] vector<lower=0>[K]}, {@code array[,] int}.
 *
 * @param arraySizes one entry an array dimension, empty where no size is written
 * @param name {@code real}, {@code simplex} ...
 * @param bounds what stands in angle brackets
 * @param sizes one entry a dimension of the named type, empty where no size is written
 */
public record TypeSyntax(
        List<Optional<Expression>> arraySizes,
        Identifier name,
        List<Bound> bounds,
        List<Optional<Expression>> sizes,
        Span span) {

    /** {@code lower = 0}. */
    public record Bound(Identifier name, Expression value) {}

    public TypeSyntax {
        arraySizes = List.copyOf(arraySizes);
        bounds = List.copyOf(bounds);
        sizes = List.copyOf(sizes);
    }
}
