package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * A value computed bottom-up over an expression. First operands are followed by iteration, so that a sum of thousands of
 * terms does not exhaust the stack.
 *
 * @param <R> what is computed for every expression
 */
abstract class ExprFold<R> {

    /**
     * The value of an expression.
     *
     * @param operands values of its operands
     */
    abstract R combine(Expr expression, List<R> operands);

    final R apply(Expr expression) {
        List<Expr> operands = Operands.of(expression);
        if (operands.isEmpty()) {
            return combine(expression, List.of());
        }
        List<Expr> spine = new ArrayList<>(4);
        Expr bottom = expression;
        while (!operands.isEmpty()) {
            spine.add(bottom);
            bottom = operands.get(0);
            operands = Operands.of(bottom);
        }
        R value = combine(bottom, List.of());
        for (int i = spine.size() - 1; i >= 0; i--) {
            Expr parent = spine.get(i);
            value = combine(parent, withFirst(value, Operands.of(parent)));
        }
        return value;
    }

    private List<R> withFirst(R first, List<Expr> operands) {
        if (operands.size() == 1) {
            return List.of(first);
        }
        List<R> values = new ArrayList<>(operands.size());
        values.add(first);
        for (int i = 1; i < operands.size(); i++) {
            values.add(apply(operands.get(i)));
        }
        return values;
    }
}
