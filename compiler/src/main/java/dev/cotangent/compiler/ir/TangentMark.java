package dev.cotangent.compiler.ir;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * In code that is about to be differentiated: calls that stand for the tangents of their argument. Forward mode puts the
 * tangents in their place, so that code can compute with derivatives of what it computed before. Each is all that an
 * assignment evaluates.
 */
public final class TangentMark {

    /** Directions that there are marks for. */
    public static final int DIRECTIONS = 4;

    private static final List<Primitive> MARKS =
            IntStream.range(0, DIRECTIONS).mapToObj(d -> mark()).toList();

    private TangentMark() {}

    private static Primitive mark() {
        return new Primitive(
                "none", "tangent", List.of(Primitive.Kind.REAL), Primitive.Kind.REAL, false, new Unexpected());
    }

    /** The tangent of a value in a direction. */
    public static Expr of(Expr value, int direction) {
        return new Expr.Call(MARKS.get(direction), List.of(value));
    }

    /** The direction if an expression is a mark. */
    public static OptionalInt direction(Expr expression) {
        int direction = expression instanceof Expr.Call call ? MARKS.indexOf(call.primitive()) : -1;
        return direction < 0 ? OptionalInt.empty() : OptionalInt.of(direction);
    }

    /** No derivative of a mark is ever asked for, but its value depends on its argument's. */
    private static final class Unexpected implements Derivative {

        private static final String MESSAGE = "the derivative of a tangent that is not there yet";

        @Override
        public boolean isDifferentiable(int argument) {
            return true;
        }

        @Override
        public Expr partial(int argument, List<Expr> arguments, Emitter emitter) {
            throw new IllegalStateException(MESSAGE);
        }

        @Override
        public void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter) {
            throw new IllegalStateException(MESSAGE);
        }

        @Override
        public void tangent(Stmt.Kernel call, List<Optional<Argument>> tangents, Slice result, Emitter emitter) {
            throw new IllegalStateException(MESSAGE);
        }
    }
}
