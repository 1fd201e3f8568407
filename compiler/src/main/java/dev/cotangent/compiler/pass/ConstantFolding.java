package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;

/**
 * Computes what constants determine: operations, calls of primitives, branches, loops that run never or once, and checks
 * that hold. Real arithmetic is folded by the same operation that the program would run, and never reassociated.
 */
public final class ConstantFolding implements Pass {

    @Override
    public String name() {
        return "constant-folding";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return new Folder().rewrite(procedure);
    }

    private static final class Folder extends ExprRewriter {

        @Override
        Expr node(Expr expression) {
            if (expression instanceof Expr.Operation operation) {
                return Arithmetic.simplify(operation);
            } else if (expression instanceof Expr.Call call) {
                return ConstantCall.evaluate(call).orElse(call);
            } else if (expression instanceof Expr.Select s && s.condition() instanceof Expr.IntConstant c) {
                return c.value() != 0 ? s.whenTrue() : s.whenFalse();
            }
            return expression;
        }

        @Override
        public void branch(Stmt.If s) {
            Expr condition = expr(s.condition());
            if (condition instanceof Expr.IntConstant c) {
                visit(c.value() != 0 ? s.whenTrue() : s.whenFalse());
            } else if (s.whenTrue().isEmpty()
                    && condition instanceof Expr.Operation o
                    && o.operator() == Operator.NOT) {
                emit(new Stmt.If(o.operands().get(0), block(s.whenFalse()), List.of(), s.span()));
            } else {
                emit(new Stmt.If(condition, block(s.whenTrue()), block(s.whenFalse()), s.span()));
            }
        }

        @Override
        public void forLoop(Stmt.For s) {
            Expr from = expr(s.from());
            Expr to = expr(s.to());
            if (from instanceof Expr.IntConstant a && to instanceof Expr.IntConstant b && a.value() >= b.value()) {
                if (a.value() == b.value()) {
                    emit(new Stmt.Assign(s.index(), from, s.span()));
                    visit(s.body());
                }
            } else {
                emit(new Stmt.For(s.index(), from, to, s.direction(), block(s.body()), s.span()));
            }
        }

        @Override
        public void whileLoop(Stmt.While s) {
            if (s.condition() instanceof Expr.IntConstant c && c.value() == 0) {
                visit(s.test());
            } else {
                super.whileLoop(s);
            }
        }

        @Override
        public void check(Stmt.Check s) {
            if (!(expr(s.condition()) instanceof Expr.IntConstant c && c.value() != 0)) {
                super.check(s);
            }
        }
    }
}
