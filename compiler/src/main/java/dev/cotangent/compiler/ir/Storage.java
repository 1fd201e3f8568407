package dev.cotangent.compiler.ir;

/** How long a local or a buffer lives, and who shares it. */
public enum Storage {
    /** Written by the bind procedure, then read-only and shared by all evaluators of the model. */
    DATA,
    /** Scratch of one evaluator, meaningful within one run of a procedure. */
    WORK,
    /** Passed by the caller of a procedure. */
    ARGUMENT
}
