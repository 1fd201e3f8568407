package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one loop of two that run over the same range and share a buffer, where every round of the second needs no other
 * round of the first than its own. What stands between them moves before them, or the first moves behind it. Sums that
 * both add to are added up in another order, the same for the same model; and of two rejections another may come first.
 *
 * <p>A buffer that carried values from one to the other is then read where it is written: {@link CommonSubexpressions}
 * passes its values on in locals, and {@link DeadCode} removes it.
 */
public final class LoopFusion implements Pass {

    /** How many statements back a partner is looked for; with the next two it keeps the search linear. */
    private static final int WINDOW = 64;

    /** How many loops of the same range are tried as partners. */
    private static final int CANDIDATES = 4;

    /** How large a fused body may grow, in operations. */
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

        /** Fuses a loop with one that stands before it in a block, the nearest that it may be fused with. */
        private boolean fuse(List<Stmt> block, Stmt.For second) {
            int tried = 0;
            for (int i = block.size() - 1; i >= Math.max(0, block.size() - WINDOW) && tried < CANDIDATES; i--) {
                if (block.get(i) instanceof Stmt.For first && FusionPair.haveSameRange(first, second)) {
                    tried++;
                    if (fuse(block, i, new FusionPair(first, second))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean fuse(List<Stmt> block, int position, FusionPair pair) {
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
    }
}
