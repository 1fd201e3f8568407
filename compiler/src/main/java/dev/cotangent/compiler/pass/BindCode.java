package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes code at the end of the bind procedure that computes data ahead. The procedure that they come from may never
 * compute them, or only behind a check; so every load is made only if its index is in range.
 */
final class BindCode {

    private final PassContext context;

    BindCode(PassContext context) {
        this.context = context;
    }

    /** True if an operation on data, apart from its operands, can be made at bind: nothing that may divide by zero. */
    static boolean isComputable(Expr expression, DataSizes sizes) {
        if (expression instanceof Expr.Load load) {
            return load.buffer().storage() == Storage.DATA
                    && sizes.of(load.buffer()).isPresent();
        } else if (expression instanceof Expr.Operation o
                && (o.operator() == Operator.DIVIDE || o.operator() == Operator.REMAINDER)
                && o.type() == ScalarType.INT) {
            return o.operands().get(1) instanceof Expr.IntConstant c && c.value() != 0;
        }
        return !(expression instanceof Expr.Provided);
    }

    /** Computes an expression of data into a new local. */
    Local scalar(Expr value, DataSizes sizes, Span span) {
        Local local = new Local(context.names().fresh("data"), value.type(), Storage.DATA);
        Stmt assign = new Stmt.Assign(local, value, span);
        List<Stmt> guarded = guarded(assign, value, List.of(), sizes);
        if (guarded.get(0) != assign) {
            Expr zero = value.type() == ScalarType.INT ? Expr.integer(0) : Expr.real(0);
            context.addToBind(new Stmt.Assign(local, zero, span));
        }
        guarded.forEach(context::addToBind);
        return local;
    }

    /**
     * Computes an expression of data and of the indices of loops into a new buffer, for every round of the loops.
     *
     * @param loops from the outermost; their bounds are of data, without loads
     */
    Buffer array(Expr value, List<Stmt.For> loops, DataSizes sizes, Span span) {
        Buffer buffer = new Buffer(context.names().fresh("data"), value.type(), Storage.DATA);
        Expr size = size(loops);
        sizes.put(buffer, size);
        context.addToBind(new Stmt.Allocate(buffer, size, Stmt.Fill.ZERO, span));
        List<Stmt.For> copies = new ArrayList<>();
        Map<Local, Expr> indices = new HashMap<>();
        for (Stmt.For loop : loops) {
            Local index = new Local(context.names().fresh(loop.index().name()), ScalarType.INT, Storage.WORK);
            indices.put(loop.index(), Expr.read(index));
            copies.add(new Stmt.For(index, loop.from(), loop.to(), Stmt.Direction.UP, List.of(), span));
        }
        Expr element = new Substitution(indices).expr(value);
        Stmt store = new Stmt.Store(buffer, position(copies), element, span);
        context.addToBind(nested(guarded(store, element, copies, sizes), copies));
        return buffer;
    }

    /** Index of the element of the current round of loops in their buffer. */
    static Expr position(List<Stmt.For> loops) {
        Expr position = Expr.integer(0);
        for (Stmt.For loop : loops) {
            Expr round = simplified(Operator.SUBTRACT, Expr.read(loop.index()), loop.from());
            position = simplified(Operator.ADD, simplified(Operator.MULTIPLY, position, length(loop)), round);
        }
        return position;
    }

    private static Expr size(List<Stmt.For> loops) {
        Expr size = Expr.integer(1);
        for (Stmt.For loop : loops) {
            size = simplified(Operator.MULTIPLY, size, simplified(Operator.MAXIMUM, Expr.integer(0), length(loop)));
        }
        return size;
    }

    private static Expr length(Stmt.For loop) {
        return simplified(Operator.ADD, simplified(Operator.SUBTRACT, loop.to(), loop.from()), Expr.integer(1));
    }

    private static Expr simplified(Operator operator, Expr a, Expr b) {
        return Arithmetic.simplify((Expr.Operation) Expr.of(operator, a, b));
    }

    private static Stmt nested(List<Stmt> body, List<Stmt.For> loops) {
        List<Stmt> block = body;
        List<Stmt.For> inwards = new ArrayList<>(loops);
        Collections.reverse(inwards);
        for (Stmt.For loop : inwards) {
            block = List.of(new Stmt.For(loop.index(), loop.from(), loop.to(), loop.direction(), block, loop.span()));
        }
        return block.get(0);
    }

    /** The loads in an expression, those in the index of another before it. */
    private static List<Expr.Load> loads(Expr expression) {
        Set<Expr.Load> found = new LinkedHashSet<>();
        Operands.forEach(expression, e -> {
            if (e instanceof Expr.Load load) {
                found.add(load);
            }
        });
        List<Expr.Load> loads = new ArrayList<>(found);
        Collections.reverse(loads);
        return loads;
    }

    /**
     * A statement that evaluates an expression, run only if all indices in it are in range.
     *
     * @param loops the loops around it
     */
    static List<Stmt> guarded(Stmt statement, Expr evaluated, List<Stmt.For> loops, DataSizes sizes) {
        List<Stmt> block = List.of(statement);
        List<Expr.Load> outwards = loads(evaluated);
        Collections.reverse(outwards);
        for (Expr.Load load : outwards) {
            Expr size = sizes.of(load.buffer()).orElseThrow();
            if (!isInRange(load.index(), size, loops)) {
                Expr condition = Expr.of(
                        Operator.AND,
                        Expr.of(Operator.LESS_OR_EQUAL, Expr.integer(0), load.index()),
                        Expr.of(Operator.LESS, load.index(), size));
                block = List.of(new Stmt.If(condition, block, List.of(), statement.span()));
            }
        }
        return block;
    }

    /** True if an index that grows with the indices of loops is of {@code 0..size-1} in every round. */
    private static boolean isInRange(Expr index, Expr size, List<Stmt.For> loops) {
        Optional<Polynomial> position = Polynomial.of(index);
        Optional<Polynomial> length = Polynomial.of(size);
        if (position.isEmpty() || length.isEmpty()) {
            return false;
        }
        Polynomial low = position.get();
        Polynomial high = position.get();
        for (Stmt.For loop : loops) {
            Optional<Polynomial> from = Polynomial.of(loop.from());
            Optional<Polynomial> to = Polynomial.of(loop.to());
            boolean grows = position.get()
                    .coefficient(loop.index())
                    .filter(Polynomial::isNonNegative)
                    .isPresent();
            if (from.isEmpty() || to.isEmpty() || !grows) {
                return false;
            }
            low = low.with(loop.index(), from.get());
            high = high.with(loop.index(), to.get());
        }
        Polynomial behind = length.get().minus(high).minus(Polynomial.constant(1));
        return low.isNonNegative() && behind.isNonNegative();
    }
}
