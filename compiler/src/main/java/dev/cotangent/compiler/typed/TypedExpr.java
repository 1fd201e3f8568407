package dev.cotangent.compiler.typed;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A checked expression. Conversions are explicit: every node's operands have exactly the types that it needs. */
public sealed interface TypedExpr {

    Type type();

    Span span();

    record IntLiteral(int value, Span span) implements TypedExpr {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    record RealLiteral(double value, Span span) implements TypedExpr {
        @Override
        public Type type() {
            return Type.REAL;
        }
    }

    record Read(Variable variable, Span span) implements TypedExpr {
        @Override
        public Type type() {
            return variable.type();
        }
    }

    /** {@code base[i, 2:3, idx, :]}; fewer indices than dimensions leave the rest whole. */
    record Indexed(TypedExpr base, List<Index> indices, Type type, Span span) implements TypedExpr {}

    /** {@code -a}, {@code !a} (int), {@code a'}. Elementwise but for the transpose. */
    record Unary(UnaryOperator operator, TypedExpr operand, Type type, Span span) implements TypedExpr {}

    /**
     * A scalar or elementwise operation. Operands are scalars or containers of {@code type}'s shape; a scalar operand is
     * broadcast. Matrix products and solves are {@link Call}s of library functions.
     */
    record Binary(BinaryOperator operator, TypedExpr left, TypedExpr right, Type type, Span span)
            implements TypedExpr {}

    /** {@code condition ? whenTrue : whenFalse}; only the chosen one is evaluated. */
    record Conditional(TypedExpr condition, TypedExpr whenTrue, TypedExpr whenFalse, Type type, Span span)
            implements TypedExpr {}

    /**
     * A call of a function of the program or of the library.
     *
     * <p>{@code lifted} says that arguments are containers where the function's parameters are scalars (or arrays of
     * the parameter's type): densities and {@code _rng}s broadcast, other functions map over one shape.
     */
    record Call(
            Function function,
            List<TypedExpr> arguments,
            boolean lifted,
            Normalization normalization,
            Type type,
            Span span)
            implements TypedExpr {}

    /** A function of the language itself, polymorphic over shapes. */
    record IntrinsicCall(Intrinsic intrinsic, List<TypedExpr> arguments, Type type, Span span) implements TypedExpr {}

    /** {@code {a, b}}: an array; elements have one type. */
    record ArrayLiteral(List<TypedExpr> elements, Type type, Span span) implements TypedExpr {}

    /** {@code [a, b]}: a row vector of reals, or a matrix of row vectors. */
    record RowLiteral(List<TypedExpr> elements, Type type, Span span) implements TypedExpr {}

    /**
     * A structured value of its components: {@code (a, b)}, or a complex number of its parts. For a container of complex
     * numbers one part may be a single number, which stands for all elements.
     */
    record Compound(List<TypedExpr> components, Type type, Span span) implements TypedExpr {}

    /** A component of a structured value, by its index from 0: {@code x.1}, {@code get_imag(z)}. */
    record Component(TypedExpr operand, int index, Type type, Span span) implements TypedExpr {}

    /**
     * A linear function of complex arguments: {@code body} over real parameters, once with the real and once with the
     * imaginary parts. An argument that is not complex is the same for both.
     */
    record Partwise(List<Variable> parameters, List<TypedExpr> arguments, TypedExpr body, Type type, Span span)
            implements TypedExpr {}

    /** Integers as reals, reals as complex numbers, in a container or a tuple too. */
    record Promote(TypedExpr operand, Type type, Span span) implements TypedExpr {}

    /** In a rule of an {@code extern}: the tangent of an argument, or the cotangent of the result. */
    record Differential(Kind kind, Optional<Variable> argument, Type type, Span span) implements TypedExpr {
        public enum Kind {
            TANGENT,
            COTANGENT
        }
    }

    /** {@code keep(e)}: a term that is never dropped. */
    record Keep(TypedExpr operand, Type type, Span span) implements TypedExpr {}

    /** The name of a function, as an argument. */
    record FunctionName(Function function, Type type, Span span) implements TypedExpr {}

    /**
     * A function as an argument, with arguments that are passed to it behind those of each call.
     *
     * @param function a {@link FunctionName}, or a {@link Read} of a parameter that is a function
     */
    record Closure(TypedExpr function, List<TypedExpr> captured, Type type, Span span) implements TypedExpr {}

    /** A call of a parameter that is a function. */
    record Apply(Variable function, List<TypedExpr> arguments, Type type, Span span) implements TypedExpr {}

    /**
     * In the library: the matrix of partial derivatives of a function's result in one of its arguments.
     *
     * @param argument which argument, from 0
     */
    record Jacobian(Apply call, int argument, Span span) implements TypedExpr {
        @Override
        public Type type() {
            return Type.MATRIX;
        }
    }

    /**
     * In the library: the derivative of a function's result when one of its arguments moves in a direction, and what it
     * captured moves as far as that depends on parameters.
     *
     * @param argument which argument, from 0
     * @param captured which of the captured numbers moves, from 1; all of them in a fixed direction if it is 0, and none
     *     if it is negative
     */
    record Directional(Apply call, int argument, TypedExpr direction, TypedExpr captured, Span span)
            implements TypedExpr {
        @Override
        public Type type() {
            return Type.VECTOR;
        }
    }

    /** In the library: the derivatives of a function of one vector to a real. */
    record Gradient(Apply call, Span span) implements TypedExpr {
        @Override
        public Type type() {
            return Type.VECTOR;
        }
    }

    /**
     * In the library: the second derivatives of a function of one vector to a real.
     *
     * @param blockSize size of the blocks on the diagonal outside of which they are zero
     */
    record Hessian(Apply call, TypedExpr blockSize, Span span) implements TypedExpr {
        @Override
        public Type type() {
            return Type.MATRIX;
        }
    }

    /**
     * In the library: 1 if a value, or what a function captured, depends on parameters in what is differentiated.
     *
     * @param count true for how many numbers do; a container counts as a whole
     */
    record Differentiated(TypedExpr operand, boolean count, Span span) implements TypedExpr {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /** Whether a density keeps the terms that do not depend on parameters. */
    enum Normalization {
        /** {@code _lpdf}, {@code _lpmf}, and every function that is not a density. */
        FULL,
        /** {@code ~}, and {@code _lupdf}/{@code _lupmf} in the model block. */
        DROP_CONSTANTS,
        /** {@code _lupdf}/{@code _lupmf} within a density of the user: as its caller. */
        AS_CALLER
    }

    enum UnaryOperator {
        NEGATE,
        NOT,
        TRANSPOSE
    }

    enum BinaryOperator {
        ADD,
        SUBTRACT,
        /** Scalar or elementwise. */
        MULTIPLY,
        /** Of reals, elementwise. */
        DIVIDE,
        INT_DIVIDE,
        MODULO,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        EQUAL,
        NOT_EQUAL,
        /** Short-circuit. */
        AND,
        /** Short-circuit. */
        OR
    }

    /** Functions whose types the library can't state. */
    enum Intrinsic {
        SIZE,
        NUM_ELEMENTS,
        ROWS,
        COLS,
        DIMS,
        REP_ARRAY,
        APPEND_ARRAY,
        HEAD,
        TAIL,
        SEGMENT,
        REVERSE,
        TO_ARRAY_1D,
        TARGET,
        TO_INT;

        /** True if the result depends on the sizes of arguments, and not on their elements. */
        public boolean isShape() {
            return switch (this) {
                case SIZE, NUM_ELEMENTS, ROWS, COLS, DIMS -> true;
                default -> false;
            };
        }
    }

    /** One index. */
    sealed interface Index {
        record Single(TypedExpr index) implements Index {}

        /** By an array of ints. */
        record Multiple(TypedExpr indices) implements Index {}

        /** {@code from:to}, both inclusive; an absent end is the dimension's. */
        record Range(Optional<TypedExpr> from, Optional<TypedExpr> to) implements Index {}
    }
}
