package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers values such that expressions of one number have the same bits. A number says nothing of where its value is at
 * hand; it depends on what locals and buffers hold at a place in the program.
 */
final class ValueNumbers {

    /** Spells out equality: what a record generates for it costs many milliseconds when first used. */
    private record Key(Object operator, List<Integer> operands) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && operator.equals(key.operator) && operands.equals(key.operands);
        }

        @Override
        public int hashCode() {
            return 31 * operator.hashCode() + operands.hashCode();
        }
    }

    private final Map<Key, Integer> numbers = new HashMap<>();
    private final Map<Integer, Expr> constants = new HashMap<>();
    private final ScopedMap<Local, Integer> held = new ScopedMap<>();
    private final ScopedMap<Buffer, Integer> contents = new ScopedMap<>();
    private final Map<Expr, Integer> current = new IdentityHashMap<>();
    private int last;

    private final ExprFold<Integer> fold = new ExprFold<>() {
        @Override
        Integer combine(Expr expression, List<Integer> operands) {
            int number = number(expression, operands);
            current.put(expression, number);
            return number;
        }
    };

    /** The number of an expression here. */
    int of(Expr expression) {
        Integer known = current.get(expression);
        return known != null ? known : fold.apply(expression);
    }

    /** The number of what a local holds here. */
    int of(Local local) {
        return held.get(local).orElseGet(() -> number(local, List.of()));
    }

    /** The constant of a number, if it is that of one. */
    Optional<Expr> constant(int number) {
        return Optional.ofNullable(constants.get(number));
    }

    /** Notes that a local holds a value from here on. */
    void hold(Local local, int number) {
        held.put(local, number);
        current.clear();
    }

    /** Notes what a local holds that nothing has read so far. */
    void introduce(Local local, int number) {
        held.put(local, number);
    }

    /** Notes that an element holds a value, and that nothing is known of the buffer's other elements. */
    void hold(Buffer buffer, int index, int number) {
        forget(buffer);
        numbers.put(new Key(buffer, List.of(contents.get(buffer).orElse(0), index)), number);
    }

    void forget(Local local) {
        hold(local, ++last);
    }

    void forget(Buffer buffer) {
        contents.put(buffer, ++last);
        current.clear();
    }

    void open() {
        held.open();
        contents.open();
    }

    void close() {
        held.close();
        contents.close();
        current.clear();
    }

    private int number(Expr expression, List<Integer> operands) {
        if (expression instanceof Expr.Read e) {
            return of(e.local());
        } else if (expression instanceof Expr.IntConstant e) {
            return constant(e, e.value());
        } else if (expression instanceof Expr.RealConstant e) {
            return constant(e, e.value());
        } else if (expression instanceof Expr.Provided e) {
            return number(e.name(), operands);
        } else if (expression instanceof Expr.Load e) {
            return number(e.buffer(), List.of(contents.get(e.buffer()).orElse(0), operands.get(0)));
        } else if (expression instanceof Expr.Operation e) {
            return operation(e.operator(), operands);
        } else if (expression instanceof Expr.Call e) {
            return number(e.primitive(), operands);
        } else if (expression instanceof Expr.Select) {
            return number(Expr.Select.class, operands);
        }
        throw new CompilerBug("no number of " + expression);
    }

    private int constant(Expr constant, Number value) {
        int number = number(value, List.of());
        constants.put(number, constant);
        return number;
    }

    private int operation(Operator operator, List<Integer> operands) {
        return switch (operator) {
            case ADD, MULTIPLY, MINIMUM, MAXIMUM, EQUAL, NOT_EQUAL, AND, OR -> number(operator, sorted(operands));
            case GREATER -> number(Operator.LESS, reversed(operands));
            case GREATER_OR_EQUAL -> number(Operator.LESS_OR_EQUAL, reversed(operands));
            case SUBTRACT, DIVIDE, REMAINDER, NEGATE, LESS, LESS_OR_EQUAL, NOT, TO_REAL -> number(operator, operands);
        };
    }

    private static List<Integer> sorted(List<Integer> pair) {
        return pair.get(0) <= pair.get(1) ? pair : reversed(pair);
    }

    private static List<Integer> reversed(List<Integer> pair) {
        return List.of(pair.get(1), pair.get(0));
    }

    private int number(Object operator, List<Integer> operands) {
        return numbers.computeIfAbsent(new Key(operator, operands), key -> ++last);
    }
}
