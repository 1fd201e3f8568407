package dev.cotangent.compiler.check;

import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;

/** Whether control can reach the end of a body. As in Stan, loops count as if they might not run at all. */
final class Completion {

    private Completion() {}

    /** True if every path through the statement returns or rejects. */
    static boolean returns(TypedStmt statement) {
        if (statement instanceof TypedStmt.Return || statement instanceof TypedStmt.Reject) {
            return true;
        }
        if (statement instanceof TypedStmt.Block block) {
            return block.statements().stream().anyMatch(Completion::returns);
        }
        if (statement instanceof TypedStmt.If branch) {
            return returns(branch.whenTrue())
                    && branch.whenFalse().map(Completion::returns).orElse(false);
        }
        return statement instanceof TypedStmt.While loop && isAlways(loop.condition());
    }

    /** {@code while (1)} is left by {@code return} only, or by {@code break}, which Stan ignores here too. */
    private static boolean isAlways(TypedExpr condition) {
        return condition instanceof TypedExpr.IntLiteral literal && literal.value() != 0;
    }
}
