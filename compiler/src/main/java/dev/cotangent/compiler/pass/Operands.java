package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Expr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The expressions directly within an expression. */
public final class Operands {

    private static final int MAX_RECURSION = 32;

    private Operands() {}

    public static List<Expr> of(Expr expression) {
        if (isLeaf(expression)) {
            return List.of();
        } else if (expression instanceof Expr.Load e) {
            return List.of(e.index());
        } else if (expression instanceof Expr.Operation e) {
            return e.operands();
        } else if (expression instanceof Expr.Call e) {
            return e.arguments();
        } else if (expression instanceof Expr.Select e) {
            return List.of(e.condition(), e.whenTrue(), e.whenFalse());
        }
        throw new CompilerBug("no operands of " + expression);
    }

    private static boolean isLeaf(Expr expression) {
        return expression instanceof Expr.Read
                || expression instanceof Expr.IntConstant
                || expression instanceof Expr.RealConstant
                || expression instanceof Expr.Provided;
    }

    /** The same expression over other operands; itself if they are the same objects. */
    public static Expr replace(Expr expression, List<Expr> operands) {
        if (isSame(of(expression), operands)) {
            return expression;
        } else if (expression instanceof Expr.Load e) {
            return new Expr.Load(e.buffer(), operands.get(0));
        } else if (expression instanceof Expr.Operation e) {
            return new Expr.Operation(e.operator(), operands);
        } else if (expression instanceof Expr.Call e) {
            return new Expr.Call(e.primitive(), operands);
        } else if (expression instanceof Expr.Select) {
            return new Expr.Select(operands.get(0), operands.get(1), operands.get(2));
        }
        throw new CompilerBug("no operands in " + expression);
    }

    private static boolean isSame(List<Expr> a, List<Expr> b) {
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i) != b.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Visits an expression and everything within it; recursion is bounded. */
    public static void forEach(Expr expression, Consumer<Expr> visitor) {
        forEach(expression, visitor, MAX_RECURSION);
    }

    private static void forEach(Expr expression, Consumer<Expr> visitor, int depth) {
        visitor.accept(expression);
        if (isLeaf(expression)) {
            return;
        } else if (expression instanceof Expr.Load load) {
            visitIn(load.index(), visitor, depth);
        } else {
            List<Expr> operands = of(expression);
            for (int i = 0; i < operands.size(); i++) {
                visitIn(operands.get(i), visitor, depth);
            }
        }
    }

    private static void visitIn(Expr operand, Consumer<Expr> visitor, int depth) {
        if (depth > 0) {
            forEach(operand, visitor, depth - 1);
        } else {
            withoutRecursion(operand, visitor);
        }
    }

    private static void withoutRecursion(Expr expression, Consumer<Expr> visitor) {
        Deque<Expr> pending = new ArrayDeque<>();
        pending.push(expression);
        while (!pending.isEmpty()) {
            Expr next = pending.pop();
            visitor.accept(next);
            for (Expr operand : of(next)) {
                pending.push(operand);
            }
        }
    }
}
