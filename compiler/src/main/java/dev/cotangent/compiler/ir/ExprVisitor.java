package dev.cotangent.compiler.ir;

/**
 * An operation on every kind of expression. It has no default: who adds a kind is told by the compiler where to treat
 * it.
 */
public interface ExprVisitor<R> {

    R constant(Expr.IntConstant constant);

    R constant(Expr.RealConstant constant);

    R read(Expr.Read read);

    R load(Expr.Load load);

    R operation(Expr.Operation operation);

    R call(Expr.Call call);

    R select(Expr.Select select);

    R provided(Expr.Provided provided);

    /** Calls the method for the expression's kind. */
    default R visit(Expr expression) {
        if (expression instanceof Expr.Read e) {
            return read(e);
        } else if (expression instanceof Expr.Operation e) {
            return operation(e);
        } else if (expression instanceof Expr.Load e) {
            return load(e);
        } else if (expression instanceof Expr.RealConstant e) {
            return constant(e);
        } else if (expression instanceof Expr.IntConstant e) {
            return constant(e);
        } else if (expression instanceof Expr.Call e) {
            return call(e);
        } else if (expression instanceof Expr.Select e) {
            return select(e);
        }
        return provided((Expr.Provided) expression);
    }
}
