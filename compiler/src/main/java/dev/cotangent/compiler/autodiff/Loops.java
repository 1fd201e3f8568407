package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;
import java.util.function.Consumer;

/** Emits loops over the elements of slices. */
final class Loops {

    private Loops() {}

    /** A loop over {@code 0..size-1}. */
    static void count(Expr size, Stmt.Direction direction, Emitter emitter, Consumer<Expr> body) {
        if (size instanceof Expr.IntConstant constant && constant.value() == 1) {
            body.accept(Expr.integer(0));
            return;
        }
        Local index = emitter.local("k", ScalarType.INT);
        List<Stmt> block = emitter.block(() -> body.accept(Expr.read(index)));
        emitter.emit(new Stmt.For(index, Expr.integer(0), minusOne(size), direction, block, emitter.span()));
    }

    private static Expr minusOne(Expr size) {
        return size instanceof Expr.IntConstant constant
                ? Expr.integer(constant.value() - 1)
                : Expr.of(Operator.SUBTRACT, size, Expr.integer(1));
    }

    /** Gives every element of a slice a value. */
    static void fill(Slice slice, Expr value, Emitter emitter) {
        count(
                size(slice),
                Stmt.Direction.UP,
                emitter,
                k -> emitter.emit(new Stmt.Store(slice.buffer(), index(slice, k), value, emitter.span())));
    }

    /** Number of elements. */
    static Expr size(Slice slice) {
        return slice.sizes().stream()
                .reduce((a, b) -> Expr.of(Operator.MULTIPLY, a, b))
                .orElse(Expr.integer(1));
    }

    /** Where an element of a slice lies in its buffer. */
    static Expr index(Slice slice, Expr element) {
        boolean first = slice.offset().equals(Expr.integer(0));
        return first ? element : Expr.of(Operator.ADD, slice.offset(), element);
    }
}
