package dev.cotangent.compiler.check;

import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import java.util.List;

/** How control can leave a statement, judged as Stan does: a loop counts as if its body ran. */
final class Completion {

    private enum Way {
        /** Control goes on behind the statement. */
        GOES_ON,
        /** Control may leave the loop around the statement. */
        BREAKS,
        /** Every path returns or fails. */
        RETURNS
    }

    private Completion() {}

    /** True if every path through the statement returns or fails. */
    static boolean returns(TypedStmt statement) {
        return way(statement) == Way.RETURNS;
    }

    private static Way way(TypedStmt statement) {
        if (statement instanceof TypedStmt.Return || statement instanceof TypedStmt.Reject) {
            return Way.RETURNS;
        }
        if (statement instanceof TypedStmt.Break) {
            return Way.BREAKS;
        }
        if (statement instanceof TypedStmt.Block block) {
            return sequence(block.statements());
        }
        if (statement instanceof TypedStmt.If branch) {
            return choice(
                    way(branch.whenTrue()),
                    branch.whenFalse().map(Completion::way).orElse(Way.GOES_ON));
        }
        return loop(statement);
    }

    private static Way sequence(List<TypedStmt> statements) {
        Way way = Way.GOES_ON;
        for (TypedStmt statement : statements) {
            if (way == Way.GOES_ON) {
                way = way(statement);
            } else if (way(statement) == Way.BREAKS) {
                way = Way.BREAKS;
            }
        }
        return way;
    }

    private static Way choice(Way whenTrue, Way whenFalse) {
        if (whenTrue == Way.BREAKS || whenFalse == Way.BREAKS) {
            return Way.BREAKS;
        }
        return whenTrue == Way.RETURNS && whenFalse == Way.RETURNS ? Way.RETURNS : Way.GOES_ON;
    }

    private static Way loop(TypedStmt statement) {
        if (statement instanceof TypedStmt.For loop) {
            return outside(way(loop.body()));
        }
        if (statement instanceof TypedStmt.ForEach loop) {
            return outside(way(loop.body()));
        }
        if (statement instanceof TypedStmt.While loop) {
            Way body = way(loop.body());
            boolean endless = body == Way.GOES_ON && isAlways(loop.condition());
            return endless ? Way.RETURNS : outside(body);
        }
        return Way.GOES_ON;
    }

    private static Way outside(Way body) {
        return body == Way.RETURNS ? Way.RETURNS : Way.GOES_ON;
    }

    /** {@code while (1)} is left by {@code return} only, or by {@code break}. */
    private static boolean isAlways(TypedExpr condition) {
        return condition instanceof TypedExpr.IntLiteral literal && literal.value() != 0;
    }
}
