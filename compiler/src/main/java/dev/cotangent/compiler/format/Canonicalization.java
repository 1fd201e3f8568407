package dev.cotangent.compiler.format;

import dev.cotangent.compiler.parse.Syntax;

/** Writes in one way what can be written in several. */
@FunctionalInterface
interface Canonicalization {

    /** Notes what has to change. */
    void collect(Syntax.Rule syntax, Edits edits);
}
