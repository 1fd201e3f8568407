package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import java.util.List;

/** Rewrites expressions bottom-up. */
abstract class ExprRewriter extends Rewriter {

    private final ExprFold<Expr> fold = new ExprFold<>() {
        @Override
        Expr combine(Expr expression, List<Expr> operands) {
            return node(Operands.replace(expression, operands));
        }
    };

    /** What takes the place of an expression whose operands are rewritten already. */
    abstract Expr node(Expr expression);

    @Override
    final Expr expr(Expr expression) {
        return fold.apply(expression);
    }
}
