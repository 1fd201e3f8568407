package dev.cotangent.compiler.ir;

import java.util.List;

/** A pure scalar expression. Records compare by value, locals, buffers and primitives within them by identity. */
public sealed interface Expr {

    ScalarType type();

    record IntConstant(int value) implements Expr {
        @Override
        public ScalarType type() {
            return ScalarType.INT;
        }
    }

    record RealConstant(double value) implements Expr {
        @Override
        public ScalarType type() {
            return ScalarType.REAL;
        }
    }

    record Read(Local local) implements Expr {
        @Override
        public ScalarType type() {
            return local.type();
        }
    }

    /** {@code buffer[index]}, index from 0, unchecked. */
    record Load(Buffer buffer, Expr index) implements Expr {
        @Override
        public ScalarType type() {
            return buffer.element();
        }
    }

    record Operation(Operator operator, List<Expr> operands) implements Expr {

        public Operation {
            operands = List.copyOf(operands);
            if (operands.size() != operator.arity()) {
                throw new IllegalArgumentException(operator + " of " + operands);
            }
        }

        @Override
        public ScalarType type() {
            // The operands agree; of a long sum, which is nested to the left, the last is not deep.
            return operator.result(operands.get(operands.size() - 1).type());
        }
    }

    /** A call of a pure scalar primitive. */
    record Call(Primitive primitive, List<Expr> arguments) implements Expr {

        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ScalarType type() {
            return primitive.result();
        }
    }

    /**
     * One of two values. Both are evaluated, so they must be harmless: lowering uses it only for constants, reads and
     * their negations; a choice between computations is an {@link Stmt.If}.
     */
    record Select(Expr condition, Expr whenTrue, Expr whenFalse) implements Expr {
        @Override
        public ScalarType type() {
            return whenTrue.type();
        }
    }

    /** 1 if the data source has a value of this name. Only where data are read. */
    record Provided(String name) implements Expr {
        @Override
        public ScalarType type() {
            return ScalarType.INT;
        }
    }

    static Expr integer(int value) {
        return new IntConstant(value);
    }

    static Expr real(double value) {
        return new RealConstant(value);
    }

    static Expr read(Local local) {
        return new Read(local);
    }

    static Expr of(Operator operator, Expr... operands) {
        return new Operation(operator, List.of(operands));
    }
}
