package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.source.Span;
import java.util.List;

/** Applies the derivative rules of primitives. */
final class Rules {

    private Rules() {}

    static void requireRule(Primitive primitive, int argument, Span span) {
        if (!primitive.derivative().isDifferentiable(argument)) {
            throw new NotDifferentiable(
                    span,
                    primitive.name(),
                    "`" + primitive.name() + "` has no derivative in argument " + (argument + 1)
                            + ", which depends on parameters");
        }
    }

    /**
     * The partial derivative of a call, which reads the call's result instead of computing it again.
     *
     * @param reuse true if the result is still in {@code result} where the rule's code runs
     */
    static Expr partial(Expr.Call call, int argument, boolean reuse, Local result, Emitter emitter) {
        requireRule(call.primitive(), argument, emitter.span());
        if (!reuse) {
            return call.primitive().derivative().partial(argument, call.arguments(), emitter);
        }
        Expr[] partial = new Expr[1];
        List<Stmt> code = emitter.block(
                () -> partial[0] = call.primitive().derivative().partial(argument, call.arguments(), emitter));
        for (Stmt statement : code) {
            boolean simple = statement instanceof Stmt.Assign;
            emitter.emit(simple ? replace((Stmt.Assign) statement, call, result) : statement);
        }
        return replace(partial[0], call, Expr.read(result));
    }

    private static Stmt replace(Stmt.Assign s, Expr.Call call, Local result) {
        return new Stmt.Assign(s.target(), replace(s.value(), call, Expr.read(result)), s.span());
    }

    private static Expr replace(Expr expression, Expr what, Expr by) {
        if (expression.equals(what)) {
            return by;
        }
        if (expression instanceof Expr.Operation operation) {
            return new Expr.Operation(operation.operator(), replace(operation.operands(), what, by));
        }
        if (expression instanceof Expr.Call call) {
            return new Expr.Call(call.primitive(), replace(call.arguments(), what, by));
        }
        return expression;
    }

    private static List<Expr> replace(List<Expr> expressions, Expr what, Expr by) {
        return expressions.stream().map(e -> replace(e, what, by)).toList();
    }
}
