package dev.cotangent.compiler.diagnostic;

/** How bad a diagnostic is. */
public enum Severity {
    /** There is no program. */
    ERROR,
    /** There is a program, maybe not the intended one. */
    WARNING
}
