package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.pass.Polynomial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves of buffers that no element is written twice between two allocations. Then a value that was read is never
 * overwritten, and the adjoint of an element that was written has no further use once the write is reversed.
 *
 * <p>Proven for a buffer whose one allocation comes first in its home, without a fill, when each of its writes hits
 * another element every time, and no two hit the same one. An index must be affine in the enclosing loops' indices: in
 * one loop with a constant factor; in two loops as {@code i + n j} with {@code n} the number of values of {@code i}. Two
 * writes may not meet if they are at distances of one sign, or in the two branches of one {@code If} at one index.
 */
final class SingleAssignment {

    /** A write: its index, and the loops around it within the buffer's home, from outside. */
    private record Write(Block.Node node, Polynomial index, List<Stmt.For> loops) {}

    private final Locality locality;
    private final Settled settled;
    private final Map<Buffer, Boolean> proven = new HashMap<>();

    SingleAssignment(Locality locality, Settled settled) {
        this.locality = locality;
        this.settled = settled;
    }

    boolean holds(Buffer buffer) {
        return proven.computeIfAbsent(buffer, this::prove);
    }

    private boolean prove(Buffer buffer) {
        Optional<Block> home = locality.home(buffer);
        if (home.isEmpty()) {
            return false;
        }
        List<Write> writes = new ArrayList<>();
        for (Block.Node node : locality.writes(buffer)) {
            if (node.statement() instanceof Stmt.Allocate allocation) {
                if (allocation.fill() == Stmt.Fill.ZERO) {
                    return false;
                }
            } else if (node.statement() instanceof Stmt.Kernel) {
                return node.parent() == home.get() && locality.writes(buffer).size() == 2;
            } else {
                Optional<Write> write = write(node, home.get());
                if (write.isEmpty() || !hitsOthersEachTime(write.get(), home.get())) {
                    return false;
                }
                writes.add(write.get());
            }
        }
        return areDisjoint(writes);
    }

    private boolean areDisjoint(List<Write> writes) {
        for (int i = 0; i < writes.size(); i++) {
            for (int j = 0; j < i; j++) {
                Write a = writes.get(i);
                Write b = writes.get(j);
                if (!areAlternatives(a, b) && !isBelow(a, b) && !isBelow(b, a)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Write> write(Block.Node node, Block home) {
        if (!(node.statement() instanceof Stmt.Store store)) {
            return Optional.empty();
        }
        List<Stmt.For> loops = new ArrayList<>();
        for (Block block = node.parent(); block != home; ) {
            Block.Node owner = block.owner().orElseThrow();
            if (owner.statement() instanceof Stmt.For loop) {
                loops.add(0, loop);
            } else if (owner.isLoop()) {
                return Optional.empty();
            }
            block = owner.parent();
        }
        return expanded(store.index()).map(index -> new Write(node, index, loops));
    }

    /** An integer as a polynomial, with settled locals replaced by what they were assigned. */
    private Optional<Polynomial> expanded(Expr expression) {
        Optional<Polynomial> polynomial = Polynomial.of(expression);
        Set<Local> done = new HashSet<>();
        while (polynomial.isPresent()) {
            Optional<Local> next = polynomial.get().locals().stream()
                    .filter(local -> !done.contains(local) && definition(local).isPresent())
                    .findFirst();
            if (next.isEmpty()) {
                return polynomial;
            }
            done.add(next.get());
            Optional<Polynomial> value = Polynomial.of(definition(next.get()).orElseThrow());
            if (value.isPresent()) {
                polynomial = Optional.of(polynomial.get().with(next.get(), value.get()));
            }
        }
        return polynomial;
    }

    private Optional<Expr> definition(Local local) {
        List<Block.Node> nodes = locality.assignments(local);
        return settled.contains(local)
                        && nodes.size() == 1
                        && nodes.get(0).statement() instanceof Stmt.Assign assign
                        && settled.isStable(assign.value())
                ? Optional.of(assign.value())
                : Optional.empty();
    }

    private boolean hitsOthersEachTime(Write write, Block home) {
        List<Stmt.For> loops = write.loops();
        List<Polynomial> factors = new ArrayList<>();
        for (Stmt.For loop : loops) {
            Optional<Polynomial> factor = write.index().coefficient(loop.index());
            if (factor.isEmpty() || !isFixed(factor.get(), home)) {
                return false;
            }
            factors.add(factor.get());
        }
        if (!isFixed(rest(write), home)) {
            return false;
        }
        return switch (loops.size()) {
            case 0 -> true;
            case 1 -> factors.get(0).number().filter(factor -> factor != 0).isPresent();
            case 2 ->
                fills(loops.get(0), factors.get(0), factors.get(1), home)
                        || fills(loops.get(1), factors.get(1), factors.get(0), home);
            default -> false;
        };
    }

    private static Polynomial rest(Write write) {
        Polynomial rest = write.index();
        for (Stmt.For loop : write.loops()) {
            rest = rest.with(loop.index(), Polynomial.constant(0));
        }
        return rest;
    }

    /** True if the inner loop's values, one apart, fill the steps of the other loop. */
    private boolean fills(Stmt.For loop, Polynomial factor, Polynomial step, Block home) {
        Optional<Polynomial> from = expanded(loop.from());
        Optional<Polynomial> to = expanded(loop.to());
        return factor.equals(Polynomial.constant(1))
                && from.isPresent()
                && to.isPresent()
                && isFixed(step, home)
                && to.get().minus(from.get()).plus(Polynomial.constant(1)).equals(step);
    }

    /** True if a value can't change while a block runs. */
    private boolean isFixed(Polynomial polynomial, Block home) {
        return polynomial.locals().stream()
                .allMatch(local -> local.storage() == Storage.DATA
                        || settled.contains(local) && locality.home(local).encloses(home));
    }

    /** True if all elements of one write lie below those of another. */
    private boolean isBelow(Write low, Write high) {
        Optional<Polynomial> top = bound(low, false);
        Optional<Polynomial> bottom = bound(high, true);
        return top.isPresent()
                && bottom.isPresent()
                && bottom.get().minus(top.get()).number().filter(gap -> gap > 0).isPresent();
    }

    private Optional<Polynomial> bound(Write write, boolean lower) {
        if (write.loops().isEmpty()) {
            return Optional.of(write.index());
        }
        if (write.loops().size() > 1) {
            return Optional.empty();
        }
        Stmt.For loop = write.loops().get(0);
        boolean rises =
                write.index().coefficient(loop.index()).orElseThrow().number().orElseThrow() > 0;
        return expanded(rises == lower ? loop.from() : loop.to())
                .map(end -> write.index().with(loop.index(), end));
    }

    private static boolean areAlternatives(Write a, Write b) {
        Block common = a.node().parent().common(b.node().parent());
        Optional<Block.Node> first = common.childContaining(a.node());
        return first.equals(common.childContaining(b.node()))
                && first.filter(node -> node.statement() instanceof Stmt.If).isPresent()
                && a.index().equals(b.index())
                && a.loops().equals(b.loops());
    }
}
