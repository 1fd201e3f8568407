package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaves a fresh buffer unfilled if the next that touches it is a loop, or a kernel, that writes all of its elements. */
public final class BufferFill implements Pass {

    /** How far behind an allocation it is looked: keeps the search linear. */
    private static final int WINDOW = 32;

    @Override
    public String name() {
        return "buffer-fill";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return new Unfilling().rewrite(procedure);
    }

    private static final class Unfilling extends Rewriter {

        @Override
        Expr expr(Expr expression) {
            return expression;
        }

        @Override
        List<Stmt> block(List<Stmt> statements) {
            List<Stmt> block = super.block(statements);
            for (int i = 0; i < block.size(); i++) {
                if (block.get(i) instanceof Stmt.Allocate a && isOverwritten(a, block.subList(i + 1, block.size()))) {
                    block.set(i, new Stmt.Allocate(a.buffer(), a.size(), Stmt.Fill.NONE, a.span()));
                }
            }
            return block;
        }
    }

    private static boolean isOverwritten(Stmt.Allocate allocation, List<Stmt> rest) {
        Optional<Polynomial> size = Polynomial.of(allocation.size());
        if (allocation.fill() == Stmt.Fill.NONE || size.isEmpty()) {
            return false;
        }
        int position = touching(allocation.buffer(), rest);
        if (position < 0) {
            return false;
        }
        Effects until = Effects.of(rest.subList(0, position + 1));
        boolean sizeStays = Effects.of(allocation.size()).reads().stream().noneMatch(until.assigned()::contains);
        return sizeStays && writesAll(rest.get(position), allocation.buffer(), size.get(), until);
    }

    /** Position of the first statement that touches a buffer; -1 if there is none near. */
    private static int touching(Buffer buffer, List<Stmt> block) {
        for (int i = 0; i < Math.min(block.size(), WINDOW); i++) {
            Effects effects = Effects.of(block.get(i));
            if (effects.loads(buffer) || effects.writes(buffer)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean writesAll(Stmt statement, Buffer buffer, Polynomial size, Effects until) {
        if (statement instanceof Stmt.Kernel kernel) {
            return !Effects.of(statement).loads(buffer) && isWhole(kernel.result(), size);
        }
        List<Stmt.For> loops = new ArrayList<>();
        Stmt next = statement;
        while (next instanceof Stmt.For loop) {
            loops.add(loop);
            int position = touching(buffer, loop.body());
            if (position < 0) {
                return false;
            }
            next = loop.body().get(position);
        }
        return next instanceof Stmt.Store store
                && !loops.isEmpty()
                && !Effects.of(store.value(), store.index()).loads(buffer)
                && isTouchedOnlyAt(store.index(), buffer, loops.get(0))
                && isFixed(store.index(), loops, until)
                && covers(store.index(), loops, size);
    }

    private static boolean isWhole(Slice slice, Polynomial size) {
        Polynomial product = Polynomial.constant(1);
        for (Expr factor : slice.sizes()) {
            Optional<Polynomial> polynomial = Polynomial.of(factor);
            if (polynomial.isEmpty()) {
                return false;
            }
            product = product.times(polynomial.get());
        }
        return product.equals(size) && Polynomial.of(slice.offset()).equals(Optional.of(Polynomial.constant(0)));
    }

    /** True if a loop touches the buffer nowhere but where the store has just written. */
    private static boolean isTouchedOnlyAt(Expr index, Buffer buffer, Stmt.For loop) {
        Accesses accesses = Accesses.of(loop.body());
        return !accesses.isWhole(buffer) && accesses.indices(buffer).stream().allMatch(index::equals);
    }

    /** True if index and bounds are made of locals that only the loops themselves change. */
    private static boolean isFixed(Expr index, List<Stmt.For> loops, Effects until) {
        List<Expr> expressions = new ArrayList<>(List.of(index));
        loops.forEach(loop -> expressions.addAll(List.of(loop.from(), loop.to())));
        Effects read = Effects.of(expressions.toArray(Expr[]::new));
        return read.reads().stream().allMatch(local -> {
            long ownLoops = loops.stream().filter(loop -> loop.index() == local).count();
            return until.assignments(local) == ownLoops;
        });
    }

    /**
     * True if nested loops take an index through all of {@code 0..size-1}: it begins at 0, one loop moves it by 1, the
     * next by the length of that one, and so on, and the lengths multiply to the size.
     */
    private static boolean covers(Expr index, List<Stmt.For> loops, Polynomial size) {
        Optional<Polynomial> position = Polynomial.of(index);
        if (position.isEmpty()) {
            return false;
        }
        Polynomial start = position.get();
        Polynomial stride = Polynomial.constant(1);
        List<Stmt.For> remaining = new ArrayList<>(loops);
        while (!remaining.isEmpty()) {
            Optional<Stmt.For> next = withStride(position.get(), stride, remaining);
            Optional<Polynomial> from = next.flatMap(loop -> Polynomial.of(loop.from()));
            Optional<Polynomial> to = next.flatMap(loop -> Polynomial.of(loop.to()));
            if (from.isEmpty() || to.isEmpty()) {
                return false;
            }
            remaining.remove(next.get());
            start = start.with(next.get().index(), from.get());
            stride = stride.times(to.get().minus(from.get()).plus(Polynomial.constant(1)));
        }
        return start.equals(Polynomial.constant(0)) && stride.equals(size);
    }

    private static Optional<Stmt.For> withStride(Polynomial position, Polynomial stride, List<Stmt.For> loops) {
        return loops.stream()
                .filter(loop -> position.coefficient(loop.index()).equals(Optional.of(stride)))
                .findFirst();
    }
}
