package dev.cotangent.spi;

import java.util.Set;

/**
 * How a source is laid out.
 *
 * @param maxLineLength columns that a line has at most, where names, numbers and comments permit
 * @param canonical what is written in one way too, though it is more than layout
 */
public record SourceStyle(int maxLineLength, Set<Canonical> canonical) {

    /** Line length where nobody asks for another. */
    public static final int DEFAULT_LENGTH = 100;

    private static final int LEAST_LENGTH = 40;

    /** What can be written in several ways that mean the same. */
    public enum Canonical {
        /** Spellings of former versions become those of this one. */
        DEPRECATIONS,
        /** Every body of a loop or a branch has braces. */
        BRACES,
        /** Parentheses that change nothing go. */
        PARENTHESES
    }

    public SourceStyle {
        if (maxLineLength < LEAST_LENGTH) {
            throw new IllegalArgumentException("a line length is at least " + LEAST_LENGTH + ", not " + maxLineLength);
        }
        canonical = Set.copyOf(canonical);
    }
}
