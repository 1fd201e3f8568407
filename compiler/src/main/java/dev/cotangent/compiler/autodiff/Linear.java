package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Stmt;

/** Recognises sums. */
final class Linear {

    private Linear() {}

    /** True if a statement adds to what its target holds, or subtracts from it, and otherwise doesn't read it. */
    static boolean isAccumulation(Stmt statement) {
        if (statement instanceof Stmt.Increment) {
            return true;
        }
        return statement instanceof Stmt.Assign assign
                && assign.value() instanceof Expr.Operation sum
                && (sum.operator() == Operator.ADD || sum.operator() == Operator.SUBTRACT)
                && sum.operands().get(0).equals(Expr.read(assign.target()))
                && !Access.reads(sum.operands().get(1), assign.target());
    }
}
