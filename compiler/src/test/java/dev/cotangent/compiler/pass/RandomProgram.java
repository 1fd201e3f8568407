package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A small structured procedure made from a seed, whose indices are all in range and whose loops all end. No assignment
 * has the form {@code x = x + e}, which passes may reorder; sums are written {@code x = e + x}.
 */
final class RandomProgram {

    private static final List<Operator> REAL_OPERATORS =
            List.of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.MULTIPLY, Operator.DIVIDE);
    private static final List<Operator> COMPARISONS = List.of(
            Operator.LESS,
            Operator.LESS_OR_EQUAL,
            Operator.GREATER,
            Operator.GREATER_OR_EQUAL,
            Operator.EQUAL,
            Operator.NOT_EQUAL);
    private static final double[] REALS = {0.0, -0.0, 1, -1, 2, 0.5, 3, Double.NaN, Double.POSITIVE_INFINITY};

    final Code code = new Code();
    final Procedure bind;
    final Procedure procedure;
    private final Random random;
    private final List<Local> reals = new ArrayList<>();
    private final List<Local> integers = new ArrayList<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final Deque<Local> indices = new ArrayDeque<>();

    RandomProgram(long seed) {
        random = new Random(seed);
        bind = code.bind(random.nextInt(3) * 4);
        for (int i = 0; i < 4; i++) {
            reals.add(code.real("r" + i));
            integers.add(code.integer("k" + i));
            buffers.add(code.reals("b" + i));
        }
        procedure = code.procedure(this::body);
    }

    private void body() {
        integers.forEach(local -> code.assign(local, Expr.integer(random.nextInt(5) - 1)));
        for (int i = 0; i < reals.size(); i++) {
            code.assign(reals.get(i), new Expr.Load(code.q, Expr.integer(i)));
        }
        buffers.forEach(buffer -> code.allocate(
                buffer, Expr.integer(Code.SIZE), random.nextBoolean() ? Stmt.Fill.ZERO : Stmt.Fill.UNDEFINED));
        code.assign(code.result, Expr.real(0));
        statements(6 + random.nextInt(8), 3);
        code.assign(code.result, Expr.of(Operator.ADD, real(2), Expr.read(code.result)));
    }

    private void statements(int count, int depth) {
        for (int i = 0; i < count; i++) {
            statement(depth);
        }
    }

    private void statement(int depth) {
        switch (random.nextInt(depth > 0 ? 20 : 11)) {
            case 0, 1, 2 -> code.assign(pick(reals), Expr.of(Operator.MULTIPLY, real(2), real(2)));
            case 3 -> code.assign(pick(integers), integer(2));
            case 4, 5 -> code.store(pick(buffers), index(), real(2));
            case 6 -> code.increment(pick(buffers), index(), real(2));
            case 7 -> code.store(code.out, index(), real(2));
            case 8 -> code.assign(code.result, Expr.of(Operator.ADD, real(2), Expr.read(code.result)));
            case 9 -> code.check(Expr.of(Operator.OR, condition(1), likely()));
            case 10 -> code.emit(new Stmt.Print(List.of(new Stmt.Part.Value(real(1))), code.span()));
            case 11 -> whileLoop(depth);
            case 12 -> pushed(depth);
            case 13 -> allocation();
            case 14, 15 ->
                code.branch(condition(2), () -> statements(random.nextInt(4), depth - 1), () -> maybe(depth));
            default -> loops(depth);
        }
    }

    private void maybe(int depth) {
        statements(random.nextInt(3), depth - 1);
    }

    private Expr likely() {
        return Expr.integer(random.nextInt(6) == 0 ? 0 : 1);
    }

    private void allocation() {
        Stmt.Fill fill = random.nextBoolean() ? Stmt.Fill.ZERO : Stmt.Fill.UNDEFINED;
        code.allocate(pick(buffers), Expr.integer(Code.SIZE), fill);
    }

    private void pushed(int depth) {
        code.emit(new Stmt.Push(real(2), code.span()));
        statements(random.nextInt(3), depth - 1);
        code.emit(new Stmt.Pop(pick(reals), code.span()));
    }

    private void whileLoop(int depth) {
        Local count = code.integer("count");
        code.assign(count, Expr.integer(0));
        List<Stmt> test = code.block(() -> statements(random.nextInt(2), 0));
        Expr condition = Expr.of(Operator.LESS, Expr.read(count), Expr.integer(random.nextInt(4)));
        List<Stmt> body = code.block(() -> {
            statements(random.nextInt(3), depth - 1);
            code.assign(count, Expr.of(Operator.ADD, Expr.read(count), Expr.integer(1)));
        });
        code.emit(new Stmt.While(test, condition, body, code.span()));
    }

    /** One loop, or some with the same bounds in a row. */
    private void loops(int depth) {
        Expr from = Expr.integer(random.nextInt(3));
        Expr to = switch (random.nextInt(4)) {
            case 0 -> Expr.integer(random.nextInt(4));
            case 1 -> Expr.integer(Code.SIZE - 1);
            default -> Expr.of(Operator.SUBTRACT, Expr.read(code.rows), Expr.integer(1));
        };
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Local index = code.integer("n");
            Stmt.Direction direction = random.nextInt(5) == 0 ? Stmt.Direction.DOWN : Stmt.Direction.UP;
            indices.push(index);
            List<Stmt> body = code.block(() -> {
                if (random.nextBoolean()) {
                    elementwise(index);
                } else {
                    statements(1 + random.nextInt(3), depth - 1);
                }
            });
            indices.pop();
            code.emit(new Stmt.For(index, from, to, direction, body, code.span()));
        }
    }

    private void elementwise(Local index) {
        Buffer target = pick(buffers);
        Expr source = new Expr.Load(pick(buffers), Expr.read(index));
        code.store(target, Expr.read(index), Expr.of(pick(REAL_OPERATORS), source, real(1)));
    }

    private Expr real(int depth) {
        switch (random.nextInt(depth > 0 ? 10 : 4)) {
            case 0:
                return Expr.real(REALS[random.nextInt(REALS.length)]);
            case 1:
                return load(random.nextBoolean() ? code.x : pick(buffers));
            case 2, 3:
                return Expr.read(pick(reals));
            case 4:
                return Code.exp(real(depth - 1));
            case 5:
                return Expr.of(Operator.NEGATE, real(depth - 1));
            case 6:
                return Expr.of(Operator.TO_REAL, integer(1));
            case 7:
                return new Expr.Select(condition(0), Expr.read(pick(reals)), Expr.real(1));
            default:
                return Expr.of(pick(REAL_OPERATORS), real(depth - 1), real(depth - 1));
        }
    }

    private Expr load(Buffer buffer) {
        return new Expr.Load(buffer, index());
    }

    /** An integer of 0..7. */
    private Expr index() {
        switch (random.nextInt(4)) {
            case 0:
                return Expr.integer(random.nextInt(Code.SIZE));
            case 1:
                return new Expr.Load(code.group, Expr.integer(random.nextInt(Code.SIZE)));
            case 2:
                return Expr.of(
                        Operator.MAXIMUM,
                        Expr.integer(0),
                        Expr.of(Operator.MINIMUM, Expr.integer(Code.SIZE - 1), integer(1)));
            default:
                return indices.isEmpty() ? Expr.integer(1) : Expr.read(indices.peek());
        }
    }

    private Expr integer(int depth) {
        switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0:
                return Expr.integer(random.nextInt(5) - 1);
            case 1:
                return Expr.read(pick(integers));
            case 2:
                return indices.isEmpty() ? Expr.read(code.rows) : Expr.read(indices.peek());
            case 3:
                return Expr.of(Operator.DIVIDE, integer(depth - 1), Expr.integer(1 + random.nextInt(3)));
            case 4:
                return condition(depth - 1);
            default:
                Operator operator = random.nextBoolean() ? Operator.ADD : Operator.SUBTRACT;
                return Expr.of(operator, integer(depth - 1), integer(depth - 1));
        }
    }

    private Expr condition(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return Expr.of(Operator.NOT, condition(depth - 1));
        }
        boolean isInteger = random.nextBoolean();
        Expr a = isInteger ? integer(depth) : real(depth);
        Expr b = isInteger ? integer(depth) : real(depth);
        return Expr.of(pick(COMPARISONS), a, b);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
