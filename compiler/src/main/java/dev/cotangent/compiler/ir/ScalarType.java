package dev.cotangent.compiler.ir;

/** The type of a scalar: a 32-bit integer (truth values are 0 and 1) or a double. */
public enum ScalarType {
    INT,
    REAL
}
