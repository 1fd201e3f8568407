package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Loops over the elements of containers. */
final class Elements {

    private final Context context;

    Elements(Context context) {
        this.context = context;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    /** Runs {@code body} for all indices (from 0) of a container of a type and sizes, in storage order. */
    void forEach(Type type, List<Expr> sizes, Consumer<List<Expr>> body) {
        forEach(storageOrder(type), 0, sizes, new Expr[sizes.size()], body);
    }

    /** Runs {@code body} for all indices with the first index fastest: the order of output columns. */
    void forEachFirstFastest(List<Expr> sizes, Consumer<List<Expr>> body) {
        int[] order = new int[sizes.size()];
        Arrays.setAll(order, d -> order.length - 1 - d);
        forEach(order, 0, sizes, new Expr[sizes.size()], body);
    }

    private void forEach(int[] order, int depth, List<Expr> sizes, Expr[] indices, Consumer<List<Expr>> body) {
        if (depth == order.length) {
            body.accept(List.of(indices.clone()));
            return;
        }
        int d = order[depth];
        loop("i", sizes.get(d), i -> {
            indices[d] = i;
            forEach(order, depth + 1, sizes, indices, body);
        });
    }

    /** Dimensions from the outermost loop to the innermost, so that elements are met as they are stored. */
    private static int[] storageOrder(Type type) {
        int[] order = new int[type.rank()];
        Arrays.setAll(order, d -> d);
        if (type.innermost() == Type.MATRIX) {
            int row = order.length - 2;
            order[row] = row + 1;
            order[row + 1] = row;
        }
        return order;
    }

    /** {@code for (i in 0 : count - 1)}. */
    void loop(String hint, Expr count, Consumer<Expr> body) {
        if (count.equals(Arithmetic.ONE)) {
            body.accept(Arithmetic.ZERO);
            return;
        }
        Local index = emitter().local(hint, ScalarType.INT);
        Expr last = Arithmetic.decrement(count);
        context.ranges().put(index, new Context.Range(Arithmetic.ZERO, last));
        List<Stmt> statements = emitter().block(() -> body.accept(Expr.read(index)));
        emitter()
                .emit(new Stmt.For(
                        index,
                        Arithmetic.ZERO,
                        last,
                        Stmt.Direction.UP,
                        statements,
                        emitter().span()));
    }

    /** The container in a buffer: itself if it lies in one, else evaluated into a fresh one. */
    Value.Stored stored(String hint, Value.Container container) {
        return container instanceof Value.Stored s ? s : copy(hint, container);
    }

    /** A value that can be read many times: scalars evaluated once, containers in buffers. */
    Value stored(String hint, Value value, Type type) {
        if (value instanceof Value.Compound c) {
            return c.map(type, (component, t) -> stored(hint, component, t));
        }
        return value instanceof Value.Scalar s
                ? new Value.Scalar(emitter().once(hint, s.expr()), s.parameter())
                : stored(hint, (Value.Container) value);
    }

    /** The value as it is now, whatever is assigned to the buffers given and to locals later. */
    Value settled(String hint, Value value, Type type, Set<Buffer> written) {
        if (value instanceof Value.Compound c) {
            return c.map(type, (component, t) -> settled(hint, component, t, written));
        }
        if (value instanceof Value.Scalar s) {
            return new Value.Scalar(copy(hint, s.expr()), s.parameter());
        }
        Value.Container c = (Value.Container) value;
        boolean changes = c instanceof Value.Lazy || c.buffers().stream().anyMatch(written::contains);
        return changes ? copy(hint, c) : c;
    }

    private Expr copy(String hint, Expr value) {
        if (value instanceof Expr.IntConstant || value instanceof Expr.RealConstant) {
            return value;
        }
        Local local = emitter().local(hint, value.type());
        emitter().assign(local, value);
        return Expr.read(local);
    }

    /** The container evaluated into a fresh buffer. */
    Value.Stored copy(String hint, Value.Container container) {
        Buffer buffer = emitter().buffer(hint, container.element());
        return copy(buffer, container);
    }

    /** The container evaluated into a buffer that it does not read. */
    Value.Stored copy(Buffer buffer, Value.Container container) {
        Value.Stored to = new Value.Stored(
                container.type(), buffer, Arithmetic.ZERO, container.sizes(), container.parameter(), true);
        allocate(buffer, to.count(), Stmt.Fill.NONE);
        store(to, container);
        return to;
    }

    void allocate(Buffer buffer, Expr count, Stmt.Fill fill) {
        emitter().emit(new Stmt.Allocate(buffer, count, fill, emitter().span()));
    }

    /** Writes all elements of {@code from} to {@code to}, of the same sizes and in a buffer that it does not read. */
    void store(Value.Stored to, Value.Container from) {
        forEach(
                to.type(),
                to.sizes(),
                i -> emitter()
                        .emit(new Stmt.Store(
                                to.buffer(),
                                to.index(i),
                                from.at(emitter(), i),
                                emitter().span())));
    }

    /** A size that is safe to use again: a constant, or a local that is not assigned any more. */
    Expr size(Expr size) {
        return emitter().once("size", size);
    }

    List<Expr> sizes(List<Expr> sizes) {
        return sizes.stream().map(this::size).toList();
    }

    /** Emits a check that two sizes agree, unless they are the same expression. */
    void requireSameSize(Expr found, Expr expected, String what) {
        if (found.equals(expected)) {
            return;
        }
        List<Stmt.Part> message = List.of(
                new Stmt.Part.Text(what + ": sizes do not match: "),
                new Stmt.Part.Value(found),
                new Stmt.Part.Text(" and "),
                new Stmt.Part.Value(expected));
        check(Expr.of(Operator.EQUAL, found, expected), ModelFailure.Kind.SIZE, message);
    }

    void requireSameSizes(List<Expr> found, List<Expr> expected, String what) {
        for (int d = 0; d < found.size(); d++) {
            requireSameSize(found.get(d), expected.get(d), what);
        }
    }

    void check(Expr condition, ModelFailure.Kind kind, List<Stmt.Part> message) {
        if (condition instanceof Expr.IntConstant c && c.value() != 0) {
            return;
        }
        emitter().emit(new Stmt.Check(condition, kind, message, emitter().span()));
    }

    /**
     * The index from 0 of an index from 1, with a check that it is in range unless that is plain from the loops.
     *
     * @param what name of what is indexed, for the message
     */
    Expr index(Expr fromOne, Expr size, String what) {
        Expr safe =
                fromOne instanceof Expr.Operation o && !(Arithmetic.Affine.of(o).base() instanceof Expr.Read)
                        ? emitter().once("index", fromOne)
                        : fromOne instanceof Expr.Load ? emitter().once("index", fromOne) : fromOne;
        if (!isInRange(safe, size)) {
            Expr ok = Expr.of(
                    Operator.AND,
                    Expr.of(Operator.GREATER_OR_EQUAL, safe, Arithmetic.ONE),
                    Expr.of(Operator.LESS_OR_EQUAL, safe, size));
            List<Stmt.Part> message = new ArrayList<>();
            message.add(new Stmt.Part.Text("index "));
            message.add(new Stmt.Part.Value(safe));
            message.add(new Stmt.Part.Text(" of " + what + " is out of range: it has size "));
            message.add(new Stmt.Part.Value(size));
            check(ok, ModelFailure.Kind.INDEX, message);
        }
        return Arithmetic.decrement(safe);
    }

    private boolean isInRange(Expr fromOne, Expr size) {
        Arithmetic.Affine index = Arithmetic.Affine.of(fromOne);
        Arithmetic.Affine limit = Arithmetic.Affine.of(size);
        if (index.base().equals(Arithmetic.ZERO)) {
            return limit.base().equals(Arithmetic.ZERO) && index.offset() >= 1 && index.offset() <= limit.offset();
        }
        if (!(index.base() instanceof Expr.Read r) || !context.ranges().containsKey(r.local())) {
            return false;
        }
        Context.Range range = context.ranges().get(r.local());
        Arithmetic.Affine from = Arithmetic.Affine.of(range.from());
        Arithmetic.Affine to = Arithmetic.Affine.of(range.to());
        return from.base().equals(Arithmetic.ZERO)
                && from.offset() + index.offset() >= 1
                && to.base().equals(limit.base())
                && to.offset() + index.offset() <= limit.offset();
    }
}
