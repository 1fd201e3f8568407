package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one loop of neighbours that run over the same range and share a buffer, where every round of the second needs
 * no other round of the first than its own. What stands between them moves before them. Sums that both add to
 * are added up in another order, the same for the same model.
 *
 * <p>A buffer that carried values from one to the other is then read where it is written: {@link CommonSubexpressions}
 * passes its values on in locals, and {@link DeadCode} removes it.
 */
public final class LoopFusion implements Pass {

    /** How far back a partner is looked for, and how large a fused body may grow: keeps the search linear. */
    private static final int WINDOW = 16;

    private static final int MAX_SIZE = 800;

    @Override
    public String name() {
        return "loop-fusion";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return new Fusion().rewrite(procedure);
    }

    private static final class Fusion extends Rewriter {

        @Override
        Expr expr(Expr expression) {
            return expression;
        }

        @Override
        List<Stmt> block(List<Stmt> statements) {
            return fused(super.block(statements));
        }

        private List<Stmt> fused(List<Stmt> block) {
            List<Stmt> result = new ArrayList<>(block.size());
            for (Stmt statement : block) {
                if (!(statement instanceof Stmt.For loop && fuse(result, loop))) {
                    result.add(statement);
                }
            }
            return result;
        }

        /** Fuses a loop with the last one in a block, if it may. */
        private boolean fuse(List<Stmt> block, Stmt.For second) {
            int position = lastLoop(block);
            if (position < 0 || !FusionPair.haveSameRange((Stmt.For) block.get(position), second)) {
                return false;
            }
            FusionPair pair = new FusionPair((Stmt.For) block.get(position), second);
            List<Stmt> between = List.copyOf(block.subList(position + 1, block.size()));
            if (pair.size() > MAX_SIZE || !pair.isWorthwhile() || !pair.isLegal() || !pair.allowsBefore(between)) {
                return false;
            }
            block.subList(position, block.size()).clear();
            block.addAll(between);
            Stmt.For loop = pair.fused();
            block.add(new Stmt.For(
                    loop.index(), loop.from(), loop.to(), loop.direction(), fused(loop.body()), loop.span()));
            return true;
        }

        private static int lastLoop(List<Stmt> block) {
            for (int i = block.size() - 1; i >= Math.max(0, block.size() - WINDOW); i--) {
                if (block.get(i) instanceof Stmt.For) {
                    return i;
                }
            }
            return -1;
        }
    }
}
