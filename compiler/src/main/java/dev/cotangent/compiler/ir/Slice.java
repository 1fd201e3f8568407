package dev.cotangent.compiler.ir;

import java.util.List;

/**
 * A contiguous container in a buffer.
 *
 * @param buffer where it lies
 * @param offset index of its first element
 * @param sizes its sizes; their product is its number of elements
 */
public record Slice(Buffer buffer, Expr offset, List<Expr> sizes) implements Argument {

    public Slice {
        sizes = List.copyOf(sizes);
    }
}
