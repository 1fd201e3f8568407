package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings back the values that the reverse of a block reads, if the block may have run again meanwhile.
 *
 * <p>A value is computed again if that takes only arithmetic on settled values and loads that nothing overwrites;
 * otherwise, and for every call of a primitive, it is pushed at the block's end and popped before its reverse.
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
        if (isCheap(node)) {
            again.add(0, node.statement());
            needed.addAll(Access.read(node.statement()));
        } else {
            pushes.add(0, new Stmt.Push(Expr.read(local), node.statement().span()));
            pops.add(new Stmt.Pop(local, node.statement().span()));
        }
    }

    private boolean isCheap(Block.Node node) {
        if (!(node.statement() instanceof Stmt.Assign assign)) {
            return false;
        }
        boolean[] cheap = {true};
        Access.walk(assign.value(), e -> {
            cheap[0] &= !(e instanceof Expr.Call);
            cheap[0] &= !(e instanceof Expr.Read read) || settled.contains(read.local());
            cheap[0] &= !(e instanceof Expr.Load load) || isIntact(load.buffer(), node);
        });
        return cheap[0];
    }

    private boolean isIntact(Buffer buffer, Block.Node node) {
        return scopes.isIntact(buffer, node);
    }
}
