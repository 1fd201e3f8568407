package dev.cotangent.compiler.typed;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A type without sizes. */
public sealed interface Type {

    Type VOID = Basic.VOID;
    Type INT = Basic.INT;
    Type REAL = Basic.REAL;
    Type VECTOR = Basic.VECTOR;
    Type ROW_VECTOR = Basic.ROW_VECTOR;
    Type MATRIX = Basic.MATRIX;
    Type COMPLEX = Basic.COMPLEX;
    Type COMPLEX_VECTOR = Basic.COMPLEX_VECTOR;
    Type COMPLEX_ROW_VECTOR = Basic.COMPLEX_ROW_VECTOR;
    Type COMPLEX_MATRIX = Basic.COMPLEX_MATRIX;
    /** In library signatures: any container of reals as one flat sequence. */
    Type REALS = Basic.REALS;
    /** In library signatures: any container of integers as one flat sequence. */
    Type INTS = Basic.INTS;

    /** Types without structure. */
    enum Basic implements Type {
        VOID("void", 0),
        INT("int", 0),
        REAL("real", 0),
        VECTOR("vector", 1),
        ROW_VECTOR("row_vector", 1),
        MATRIX("matrix", 2),
        COMPLEX("complex", 0),
        COMPLEX_VECTOR("complex_vector", 1),
        COMPLEX_ROW_VECTOR("complex_row_vector", 1),
        COMPLEX_MATRIX("complex_matrix", 2),
        REALS("reals", 1),
        INTS("ints", 1);

        private final String text;
        private final int rank;

        Basic(String text, int rank) {
            this.text = text;
            this.rank = rank;
        }

        @Override
        public int rank() {
            return rank;
        }

        @Override
        public Type scalar() {
            if (isComplex()) {
                return COMPLEX;
            }
            return this == INT || this == INTS ? INT : REAL;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * An array.
     *
     * @param element the innermost element type, never an array
     * @param dimensions number of array dimensions, at least 1
     */
    record Array(Type element, int dimensions) implements Type {

        public Array {
            if (element instanceof Array || dimensions < 1) {
                throw new IllegalArgumentException("array of " + element + " with " + dimensions + " dimensions");
            }
        }

        @Override
        public int rank() {
            return dimensions + element.rank();
        }

        @Override
        public Type scalar() {
            return element.scalar();
        }

        @Override
        public String toString() {
            return "array[" + ",".repeat(dimensions - 1) + "] " + element;
        }
    }

    /**
     * A function, as a parameter of a function of the library.
     *
     * @param result what it returns
     * @param parameters what it takes
     * @param variadic true if it takes more, which a caller gives behind all other arguments
     */
    record Callable(Type result, List<Parameter> parameters, boolean variadic) implements Type {

        /** A parameter of the function; {@code data} says that it never depends on parameters of the model. */
        public record Parameter(Type type, boolean data, String name) {

            @Override
            public String toString() {
                return (data ? "data " : "") + type + " " + name;
            }
        }

        public Callable {
            parameters = List.copyOf(parameters);
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public Type scalar() {
            return REAL;
        }

        /** The signature with a name. */
        public String toString(String name) {
            String list = parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "));
            return result + " " + name + "(" + list + (variadic ? ", ..." : "") + ")";
        }

        @Override
        public String toString() {
            return toString("f");
        }
    }

    /**
     * A tuple.
     *
     * @param elements types of its components, at least one
     */
    record Tuple(List<Type> elements) implements Type {

        public Tuple {
            elements = List.copyOf(elements);
            if (elements.isEmpty()) {
                throw new IllegalArgumentException("a tuple without components");
            }
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public Type scalar() {
            return this;
        }

        @Override
        public String toString() {
            String text = elements.stream().map(Type::toString).collect(Collectors.joining(", "));
            return "tuple(" + text + (elements.size() == 1 ? ",)" : ")");
        }
    }

    /** {@code element} with {@code dimensions} more array dimensions in front; itself if none. */
    static Type array(Type element, int dimensions) {
        if (dimensions == 0) {
            return element;
        }
        return element instanceof Array a
                ? new Array(a.element(), a.dimensions() + dimensions)
                : new Array(element, dimensions);
    }

    /** Number of indices down to a scalar. */
    int rank();

    /** {@link #INT}, {@link #REAL}, {@link #COMPLEX} or a tuple: what the innermost elements are. */
    Type scalar();

    /** True of {@code int} and {@code real}: one number. */
    default boolean isScalar() {
        return this == INT || this == REAL;
    }

    default boolean isContainer() {
        return rank() > 0;
    }

    /** Number of array dimensions, 0 if not an array. */
    default int arrayDimensions() {
        return this instanceof Array a ? a.dimensions() : 0;
    }

    /** The type under all array dimensions. */
    default Type innermost() {
        return this instanceof Array a ? a.element() : this;
    }

    /** True of complex numbers and their containers. */
    default boolean isComplex() {
        Type type = innermost();
        return type == COMPLEX || type == COMPLEX_VECTOR || type == COMPLEX_ROW_VECTOR || type == COMPLEX_MATRIX;
    }

    /** True if the innermost elements are tuples. */
    default boolean isTuple() {
        return innermost() instanceof Tuple;
    }

    /** True if a value consists of several plain ones, its {@link #components()}. */
    default boolean isStructured() {
        return isComplex() || isTuple();
    }

    /**
     * Types of the plain values that a structured one consists of: a container of tuples is a tuple of containers, and a
     * complex container one of real parts and one of imaginary parts. Empty for other types.
     */
    default List<Type> components() {
        if (isComplex()) {
            return Collections.nCopies(2, realPart());
        }
        return innermost() instanceof Tuple tuple
                ? tuple.elements().stream()
                        .map(e -> array(e, arrayDimensions()))
                        .toList()
                : List.of();
    }

    /** The type of real and imaginary parts: {@code vector} for {@code complex_vector}. Other types are themselves. */
    default Type realPart() {
        Type type = innermost();
        if (!(type instanceof Basic basic)) {
            return this;
        }
        Type real = switch (basic) {
            case COMPLEX -> REAL;
            case COMPLEX_VECTOR -> VECTOR;
            case COMPLEX_ROW_VECTOR -> ROW_VECTOR;
            case COMPLEX_MATRIX -> MATRIX;
            default -> type;
        };
        return array(real, arrayDimensions());
    }

    /** The complex type of the same shape: {@code complex_vector} for {@code vector}. Other types are themselves. */
    default Type complexified() {
        Type type = innermost();
        if (!(type instanceof Basic basic)) {
            return this;
        }
        Type complex = switch (basic) {
            case INT, REAL -> COMPLEX;
            case VECTOR -> COMPLEX_VECTOR;
            case ROW_VECTOR -> COMPLEX_ROW_VECTOR;
            case MATRIX -> COMPLEX_MATRIX;
            default -> type;
        };
        return array(complex, arrayDimensions());
    }

    /** True if the value consists of integers alone, so that it can't depend on parameters. */
    default boolean isInteger() {
        return isStructured() ? components().stream().allMatch(Type::isInteger) : scalar() == INT;
    }

    /** True if the value holds an integer somewhere. */
    default boolean hasInteger() {
        return isStructured() ? components().stream().anyMatch(Type::hasInteger) : scalar() == INT;
    }
}
