package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
        Deque<Expr> spine = new ArrayDeque<>();
        Expr bottom = expression;
        List<Expr> operands = Operands.of(bottom);
        while (!operands.isEmpty()) {
            spine.push(bottom);
            bottom = operands.get(0);
            operands = Operands.of(bottom);
        }
        R value = combine(bottom, List.of());
        while (!spine.isEmpty()) {
            Expr parent = spine.pop();
            value = combine(parent, withFirst(value, Operands.of(parent)));
        }
        return value;
    }

    private List<R> withFirst(R first, List<Expr> operands) {
        List<R> values = new ArrayList<>(operands.size());
        values.add(first);
        for (int i = 1; i < operands.size(); i++) {
            values.add(apply(operands.get(i)));
        }
        return values;
    }
}
