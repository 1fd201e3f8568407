package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import java.util.Map;

/** Puts expressions in place of reads of locals. */
final class Substitution extends ExprRewriter {

    private final Map<Local, Expr> replacements;

    Substitution(Map<Local, Expr> replacements) {
        this.replacements = replacements;
    }

    @Override
    Expr node(Expr expression) {
        return expression instanceof Expr.Read read ? replacements.getOrDefault(read.local(), read) : expression;
    }
}
