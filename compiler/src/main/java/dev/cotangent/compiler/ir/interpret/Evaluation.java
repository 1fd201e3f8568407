package dev.cotangent.compiler.ir.interpret;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.ExprVisitor;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Evaluates expressions; an integer is the double of the same value. */
final class Evaluation implements ExprVisitor<Double> {

    private final Activation activation;

    Evaluation(Activation activation) {
        this.activation = activation;
    }

    int integer(Expr expression) {
        return (int) (double) visit(expression);
    }

    boolean truth(Expr expression) {
        return visit(expression) != 0;
    }

    @Override
    public Double constant(Expr.IntConstant constant) {
        return (double) constant.value();
    }

    @Override
    public Double constant(Expr.RealConstant constant) {
        return constant.value();
    }

    @Override
    public Double read(Expr.Read read) {
        return activation.get(read.local());
    }

    @Override
    public Double load(Expr.Load load) {
        return element(load.buffer(), integer(load.index()));
    }

    /** An element of a buffer. */
    double element(Buffer buffer, int index) {
        Object array = activation.array(buffer);
        if (index < 0 || index >= Array.getLength(array)) {
            throw new CompilerBug("element " + index + " of buffer " + buffer + " of size " + Array.getLength(array));
        }
        return Array.getDouble(array, index);
    }

    @Override
    public Double operation(Expr.Operation operation) {
        double a = visit(operation.operands().get(0));
        double b = operation.operator().arity() == 1
                ? 0
                : visit(operation.operands().get(1));
        boolean integers = operation.operands().get(0).type() == ScalarType.INT;
        return switch (operation.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE ->
                integers ? arithmetic(operation, (int) a, (int) b) : arithmetic(operation, a, b);
            case REMAINDER -> (double) ((int) a % (int) b);
            case MINIMUM -> (double) Math.min((int) a, (int) b);
            case MAXIMUM -> (double) Math.max((int) a, (int) b);
            case LESS -> truth(a < b);
            case LESS_OR_EQUAL -> truth(a <= b);
            case GREATER -> truth(a > b);
            case GREATER_OR_EQUAL -> truth(a >= b);
            case EQUAL -> truth(a == b);
            case NOT_EQUAL -> truth(a != b);
            case AND -> truth(a != 0 && b != 0);
            case OR -> truth(a != 0 || b != 0);
            case NOT -> truth(a == 0);
            case TO_REAL -> a;
        };
    }

    private static double truth(boolean claim) {
        return claim ? 1 : 0;
    }

    private static double arithmetic(Expr.Operation operation, int a, int b) {
        return switch (operation.operator()) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            default -> -a;
        };
    }

    private static double arithmetic(Expr.Operation operation, double a, double b) {
        return switch (operation.operator()) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            default -> -a;
        };
    }

    @Override
    public Double call(Expr.Call call) {
        return call(call.primitive(), List.of(), call.arguments());
    }

    /** Calls a scalar primitive. */
    double call(Primitive primitive, List<Object> first, List<Expr> arguments) {
        List<Object> values = new ArrayList<>(first);
        for (Expr argument : arguments) {
            values.add(box(argument));
        }
        return ((Number) activation.primitives().call(primitive, values)).doubleValue();
    }

    /** A value as Java passes it: an {@code Integer} or a {@code Double}. */
    Object box(Expr expression) {
        double value = visit(expression);
        if (expression.type() == ScalarType.INT) {
            return (int) value;
        }
        return value;
    }

    @Override
    public Double select(Expr.Select select) {
        return truth(select.condition()) ? visit(select.whenTrue()) : visit(select.whenFalse());
    }

    @Override
    public Double provided(Expr.Provided provided) {
        return truth(activation.source().has(provided.name()));
    }
}
