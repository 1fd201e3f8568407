package dev.cotangent.compiler.ir;

/** An argument of a kernel. */
public sealed interface Argument permits Argument.Scalar, Slice {

    /** A number. */
    record Scalar(Expr value) implements Argument {}
}
