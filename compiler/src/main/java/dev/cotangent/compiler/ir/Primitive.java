package dev.cotangent.compiler.ir;

import java.util.List;

/**
 * A Java primitive: a public static method of {@code dev.cotangent.stdlib}. Compared by identity; one object a
 * declaration.
 *
 * <p>A scalar primitive takes scalars and returns one: it is called in an {@link Expr.Call}. A kernel takes or returns
 * containers: it is called in a {@link Stmt.Kernel} and writes its result to a slice, which for a scalar result has one
 * element. A random primitive takes a {@code UniformRandomProvider} first and is called in a {@link Stmt.Draw}.
 */
public final class Primitive {

    /** What a parameter is, and so how it is passed. */
    public enum Kind {
        /** {@code int}. */
        INT,
        /** {@code double}. */
        REAL,
        /** {@code int[] a, int offset, int size}. */
        INT_SEQUENCE,
        /** {@code double[] a, int offset, int size}. */
        REAL_SEQUENCE,
        /** {@code double[] a, int offset, int rows, int columns}. */
        REAL_MATRIX;

        public boolean isContainer() {
            return this == INT_SEQUENCE || this == REAL_SEQUENCE || this == REAL_MATRIX;
        }
    }

    private final String owner;
    private final String name;
    private final List<Kind> parameters;
    private final Kind result;
    private final boolean random;
    private final Derivative derivative;

    /**
     * Creates a primitive.
     *
     * @param owner fully qualified Java class
     * @param name Java method
     * @param derivative its rules
     */
    public Primitive(
            String owner, String name, List<Kind> parameters, Kind result, boolean random, Derivative derivative) {
        this.owner = owner;
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.result = result;
        this.random = random;
        this.derivative = derivative;
    }

    public String owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public List<Kind> parameters() {
        return parameters;
    }

    public Kind resultKind() {
        return result;
    }

    /** Type of a scalar result, or of a container result's elements. */
    public ScalarType result() {
        return result == Kind.INT || result == Kind.INT_SEQUENCE ? ScalarType.INT : ScalarType.REAL;
    }

    public boolean isRandom() {
        return random;
    }

    /** True if it takes or returns containers, and so writes its result to a slice. */
    public boolean isKernel() {
        return result.isContainer() || parameters.stream().anyMatch(Kind::isContainer);
    }

    public Derivative derivative() {
        return derivative;
    }

    @Override
    public String toString() {
        return name;
    }
}
