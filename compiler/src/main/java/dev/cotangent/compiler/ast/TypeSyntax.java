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
 * @param components of a tuple, whose name is {@code tuple}
 */
public record TypeSyntax(
        List<Optional<Expression>> arraySizes,
        Identifier name,
        List<Bound> bounds,
        List<Optional<Expression>> sizes,
        List<TypeSyntax> components,
        Span span) {

    public boolean isTuple() {
        return !components.isEmpty();
    }

    /** {@code lower = 0}. */
    public record Bound(Identifier name, Expression value) {}

    /** A type that is no tuple. */
    public TypeSyntax(
            List<Optional<Expression>> arraySizes,
            Identifier name,
            List<Bound> bounds,
            List<Optional<Expression>> sizes,
            Span span) {
        this(arraySizes, name, bounds, sizes, List.of(), span);
    }

    public TypeSyntax {
        arraySizes = List.copyOf(arraySizes);
        bounds = List.copyOf(bounds);
        sizes = List.copyOf(sizes);
        components = List.copyOf(components);
    }
}
