package dev.cotangent.bench;

/** How a log density came to be. */
public enum Form {
    /** Compiled from its model file. */
    COMPILED,
    /** Written by hand as a straightforward loop. */
    PLAIN,
    /** Written by hand in the best scalar form known. */
    BEST
}
