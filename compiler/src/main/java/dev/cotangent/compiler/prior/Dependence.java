package dev.cotangent.compiler.prior;

/** What a value depends on, and what is part of it. */
enum Dependence {
    /** Elements of data. */
    DATA,
    /** A single integer of the data, which may be a count, or a size that is no observation. */
    COUNT,
    /** Data that select elements of something else. */
    SELECTION,
    PARAMETER,
    /** A density of data. */
    LIKELIHOOD,
    /** A density of what is no data, but depends on parameters. Data that are its arguments are constants of a prior. */
    PRIOR
}
