package dev.cotangent.compiler.autodiff;

import static dev.cotangent.compiler.autodiff.Code.add;
import static dev.cotangent.compiler.autodiff.Code.div;
import static dev.cotangent.compiler.autodiff.Code.integer;
import static dev.cotangent.compiler.autodiff.Code.less;
import static dev.cotangent.compiler.autodiff.Code.load;
import static dev.cotangent.compiler.autodiff.Code.mul;
import static dev.cotangent.compiler.autodiff.Code.neg;
import static dev.cotangent.compiler.autodiff.Code.read;
import static dev.cotangent.compiler.autodiff.Code.real;
import static dev.cotangent.compiler.autodiff.Code.slice;
import static dev.cotangent.compiler.autodiff.Code.sub;
import static dev.cotangent.compiler.autodiff.Primitives.exp;
import static dev.cotangent.compiler.autodiff.Primitives.sin;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random log densities of {@value #DIMENSION} coordinates: assignments, stores, sums, allocations, kernels, branches and
 * loops over a few variables that are overwritten all the time. What is stored stays between -1 and 1.
 */
final class RandomPrograms {

    static final int DIMENSION = 4;

    private static final int SIZE = 4;

    final Code code = new Code();
    final Buffer data = code.data("data", ScalarType.REAL);
    private final SplittableRandom random;
    private final List<Local> locals = new ArrayList<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final List<Buffer> vectors = new ArrayList<>();
    private final Deque<Expr> indices = new ArrayDeque<>();
    private final Deque<Expr> settled = new ArrayDeque<>();
    private final Local counter = code.integer("counter");

    RandomPrograms(long seed) {
        random = new SplittableRandom(seed);
    }

    Procedure density() {
        return Code.density(code, () -> {
            code.set(counter, integer(0));
            for (int i = 0; i < 3; i++) {
                Local local = code.local("x");
                code.set(local, random.nextInt(3) == 0 ? real(0.5) : code.q(i));
                locals.add(local);
                Buffer buffer = code.buffer("a");
                code.zeros(buffer, integer(SIZE));
                code.loop(integer(0), integer(SIZE - 1), k -> code.store(buffer, k, load(code.q, k)));
                buffers.add(buffer);
            }
            block(2 + random.nextInt(4), 0);
            code.add(mul(read(locals.get(0)), element()));
        });
    }

    private void block(int statements, int depth) {
        int visible = settled.size();
        for (int i = 0; i < statements; i++) {
            statement(depth);
        }
        while (settled.size() > visible) {
            settled.pop();
        }
    }

    private void statement(int depth) {
        switch (random.nextInt(depth < 3 ? 20 : 11)) {
            case 0, 1 -> code.set(local(), sin(expression(2)));
            case 2 -> {
                Local local = local();
                code.set(local, sub(read(local), mul(real(0.1), expression(1))));
            }
            case 3 -> code.store(buffer(), index(), sin(expression(2)));
            case 4 -> code.increment(buffer(), index(), sin(expression(1)));
            case 5, 6 -> code.add(random.nextBoolean() ? expression(2) : neg(expression(1)));
            case 7 -> settled.push(code.let("s", sin(expression(2))));
            case 8 -> overwrite();
            case 9 -> scale();
            case 10 -> code.set(counter, Expr.of(Operator.REMAINDER, add(read(counter), integer(1)), integer(SIZE)));
            case 11, 12 -> loop(depth);
            case 13 -> whileLoop(depth);
            case 14, 15 ->
                code.branch(
                        condition(),
                        () -> block(1 + random.nextInt(3), depth + 1),
                        () -> block(random.nextInt(3), depth + 1));
            case 16 -> sum(depth);
            case 17, 18 -> vector(depth);
            default -> scratch(depth);
        }
    }

    private void overwrite() {
        Local local = local();
        if (random.nextInt(3) == 0) {
            Buffer buffer = buffer();
            code.zeros(buffer, integer(SIZE + random.nextInt(2)));
        } else {
            code.set(local, random.nextBoolean() ? real(0.3) : sub(real(0.2), read(local)));
        }
    }

    private void scale() {
        Buffer from = buffers.get(random.nextInt(2));
        Argument factor = new Argument.Scalar(sin(expression(1)));
        code.kernel(
                Primitives.SCALE,
                slice(buffers.get(2), integer(random.nextInt(2)), integer(2)),
                factor,
                slice(from, integer(random.nextInt(2)), integer(2)));
    }

    private void loop(int depth) {
        Stmt.Direction direction = random.nextBoolean() ? Stmt.Direction.UP : Stmt.Direction.DOWN;
        code.loop(integer(0), integer(random.nextInt(4) - 1), direction, i -> {
            indices.push(i);
            block(1 + random.nextInt(4), depth + 1);
            indices.pop();
        });
    }

    private void whileLoop(int depth) {
        Local trips = code.integer("trips");
        code.set(trips, integer(0));
        code.repeat(
                () -> {
                    if (random.nextBoolean()) {
                        statement(3);
                    }
                    code.set(trips, add(read(trips), integer(1)));
                },
                Expr.of(Operator.AND, less(read(trips), integer(3)), condition()),
                () -> block(1 + random.nextInt(3), depth + 1));
    }

    /** A sum of its own that goes into the result, sometimes scaled. */
    private void sum(int depth) {
        Local sum = code.local("sum");
        code.set(sum, random.nextBoolean() ? real(0) : expression(1));
        code.loop(integer(0), integer(2), i -> {
            indices.push(i);
            if (random.nextInt(3) == 0) {
                block(1, depth + 2);
            }
            code.set(sum, add(read(sum), expression(2)));
            indices.pop();
        });
        Expr factor = random.nextBoolean() ? real(-0.5) : expression(0);
        code.add(random.nextBoolean() ? read(sum) : mul(read(sum), factor));
    }

    /** A vector that is allocated, filled and used in one place. */
    private void scratch(int depth) {
        Buffer buffer = code.buffer("scratch");
        code.allocate(buffer, integer(SIZE));
        code.loop(integer(0), integer(SIZE - 1), i -> code.store(buffer, i, mul(load(code.q, i), expression(1))));
        buffers.add(0, buffer);
        block(1 + random.nextInt(3), depth + 1);
        buffers.remove(0);
        code.add(load(buffer, index()));
    }

    /** A vector whose elements are written once, by a recurrence or in two branches. */
    private void vector(int depth) {
        Buffer vector = code.buffer("vector");
        code.allocate(vector, integer(SIZE));
        code.store(vector, integer(0), sin(expression(1)));
        code.loop(integer(1), integer(SIZE - 1), i -> {
            indices.push(sub(i, integer(1)));
            if (random.nextBoolean()) {
                code.store(vector, i, sin(mul(load(vector, sub(i, integer(1))), expression(2))));
            } else {
                code.branch(
                        condition(),
                        () -> code.store(vector, i, sin(expression(1))),
                        () -> code.store(vector, i, exp(sin(expression(1)))));
            }
            if (random.nextInt(3) == 0) {
                block(1, depth + 1);
            }
            indices.pop();
        });
        vectors.add(vector);
        block(1 + random.nextInt(3), depth + 1);
        code.add(load(vector, index()));
        vectors.remove(vectors.size() - 1);
    }

    private Local local() {
        return locals.get(random.nextInt(locals.size()));
    }

    private Buffer buffer() {
        return buffers.get(random.nextInt(buffers.size()));
    }

    private Expr element() {
        int last = vectors.size() - 1;
        return load(last >= 0 && random.nextBoolean() ? vectors.get(last) : buffer(), index());
    }

    private Expr index() {
        int kind = random.nextInt(4);
        if (kind == 0) {
            return read(counter);
        }
        return kind == 1 || indices.isEmpty() ? integer(random.nextInt(SIZE)) : indices.peek();
    }

    private Expr condition() {
        return switch (random.nextInt(3)) {
            case 0 -> less(load(data, index()), real(0.3));
            case 1 -> less(read(local()), load(data, integer(random.nextInt(SIZE))));
            default -> less(element(), real(0.4));
        };
    }

    private Expr expression(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return leaf();
        }
        Expr a = expression(depth - 1);
        return switch (random.nextInt(8)) {
            case 0 -> add(a, expression(depth - 1));
            case 1 -> sub(a, expression(depth - 1));
            case 2, 3 -> mul(a, expression(depth - 1));
            case 4 -> div(a, add(real(3), sin(expression(depth - 1))));
            case 5 -> sin(a);
            case 6 -> exp(sin(a));
            default -> new Expr.Select(condition(), leaf(), neg(leaf()));
        };
    }

    private Expr leaf() {
        return switch (random.nextInt(7)) {
            case 0 -> real(0.7);
            case 1 -> load(data, index());
            case 2 -> load(code.q, index());
            case 3 -> settled.isEmpty() ? read(local()) : settled.peek();
            case 4, 5 -> read(local());
            default -> element();
        };
    }
}
