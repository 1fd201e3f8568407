package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings back the values that the reverse of a block reads, if the block may have run again meanwhile.
 *
 * <p>A value is computed again if that takes only arithmetic and loads of what nothing overwrites; else it is loaded if
 * it was stored where nothing overwrites it; else, and that is so for most results of calls, it is pushed at the block's
 * end and popped before its reverse.
 */
final class Recording {

    private final Settled settled;
    private final Scopes scopes;

    Recording(Settled settled, Scopes scopes) {
        this.settled = settled;
        this.scopes = scopes;
    }

    /**
     * What to add to a block and its reverse.
     *
     * @param pushes to put behind the block
     * @param restores to put before its reverse
     */
    record Record(List<Stmt> pushes, List<Stmt> restores) {}

    Record of(Block block, List<Stmt> reverse) {
        List<Stmt> pushes = new ArrayList<>();
        List<Stmt> pops = new ArrayList<>();
        List<Stmt> again = new ArrayList<>();
        if (scopes.runsAgain(block)) {
            Set<Local> needed = new HashSet<>();
            Access.walk(reverse, statement -> needed.addAll(Access.read(statement)));
            for (int i = block.nodes().size() - 1; i >= 0; i--) {
                Block.Node node = block.nodes().get(i);
                for (Local local : Access.assigned(node.statement())) {
                    if (needed.contains(local) && settled.contains(local)) {
                        restore(node, local, needed, pushes, pops, again);
                    }
                }
            }
        }
        pops.addAll(again);
        return new Record(pushes, pops);
    }

    private void restore(
            Block.Node node, Local local, Set<Local> needed, List<Stmt> pushes, List<Stmt> pops, List<Stmt> again) {
        Optional<Stmt> computed = again(node, local);
        if (computed.isPresent()) {
            again.add(0, computed.get());
            needed.addAll(Access.read(computed.get()));
        } else {
            pushes.add(0, new Stmt.Push(Expr.read(local), node.statement().span()));
            pops.add(new Stmt.Pop(local, node.statement().span()));
        }
    }

    /** How to get a value again without recording it. */
    private Optional<Stmt> again(Block.Node node, Local local) {
        if (isCheap(node)) {
            return Optional.of(node.statement());
        }
        return stored(local, node)
                .map(store -> new Stmt.Assign(local, new Expr.Load(store.buffer(), store.index()), store.span()));
    }

    private boolean isCheap(Block.Node node) {
        if (!(node.statement() instanceof Stmt.Assign assign)) {
            return false;
        }
        boolean[] cheap = {true};
        Access.walk(assign.value(), e -> {
            cheap[0] &= !(e instanceof Expr.Call);
            cheap[0] &= !(e instanceof Expr.Read read) || isIntact(read.local(), node);
            cheap[0] &= !(e instanceof Expr.Load load) || scopes.isIntact(load.buffer(), node);
        });
        return cheap[0];
    }

    private boolean isIntact(Local local, Block.Node node) {
        return settled.contains(local) || scopes.isIntact(local, node);
    }

    /** A store of a local in its block, to an element that nothing overwrites and whose index was known before. */
    private Optional<Stmt.Store> stored(Local local, Block.Node definition) {
        Block block = definition.parent();
        return block.nodes().stream()
                .filter(node -> node.statement() instanceof Stmt.Store store
                        && store.value().equals(Expr.read(local))
                        && settled.isStable(store.index())
                        && isKnownBefore(store.index(), definition)
                        && scopes.isIntact(store.buffer(), node))
                .map(node -> (Stmt.Store) node.statement())
                .findFirst();
    }

    private boolean isKnownBefore(Expr expression, Block.Node node) {
        Set<Local> later = new HashSet<>();
        node.parent().nodes().stream()
                .filter(other -> other.position() >= node.position())
                .forEach(other -> later.addAll(Access.assigned(other.statement())));
        return later.stream().noneMatch(local -> Access.reads(expression, local));
    }
}
