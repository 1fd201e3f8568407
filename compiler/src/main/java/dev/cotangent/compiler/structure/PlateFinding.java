package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.source.Span;

/** What was found about a size that data declare: that the log density is a sum over its rows, or why not. */
public sealed interface PlateFinding {

    /** Name of the size. */
    String size();

    /** The log density is a sum over rows. */
    record Plated(String size, RowDensity density) implements PlateFinding {}

    /**
     * The log density is no such sum.
     *
     * @param span the statement that couples rows
     * @param reason how
     */
    record NotPlated(String size, Span span, String reason) implements PlateFinding {}
}
