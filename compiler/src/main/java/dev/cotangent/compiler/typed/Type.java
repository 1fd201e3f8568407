package dev.cotangent.compiler.typed;

/** A type without sizes. */
public sealed interface Type {

    Type VOID = Basic.VOID;
    Type INT = Basic.INT;
    Type REAL = Basic.REAL;
    Type VECTOR = Basic.VECTOR;
    Type ROW_VECTOR = Basic.ROW_VECTOR;
    Type MATRIX = Basic.MATRIX;
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

    /** {@link #INT} or {@link #REAL}: what the innermost elements are. */
    Type scalar();

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
}
