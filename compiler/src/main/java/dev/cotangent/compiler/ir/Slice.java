package dev.cotangent.compiler.ir;

import java.util.List;

/**
 * A contiguous container in a buffer.
 *
 * @param buffer where it lies
 * @param offset index of its first element
 * @param sizes its size, or its rows and columns
 */
public record Slice(Buffer buffer, Expr offset, List<Expr> sizes) implements Argument {

    public Slice {
        sizes = List.copyOf(sizes);
    }
}
