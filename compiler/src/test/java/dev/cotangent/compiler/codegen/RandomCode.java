package dev.cotangent.compiler.codegen;

import static dev.cotangent.compiler.codegen.Subject.*;
import static dev.cotangent.compiler.ir.Operator.*;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Makes statements at random, over a few locals and a buffer of {@value #SIZE} elements; all of them terminate. */
final class RandomCode {

    private static final int SIZE = 5;
    private static final List<Operator> ARITHMETIC = List.of(ADD, SUBTRACT, MULTIPLY, DIVIDE);
    private static final List<Operator> INTEGER = List.of(ADD, SUBTRACT, MULTIPLY, MINIMUM, MAXIMUM);
    private static final List<Operator> COMPARISONS =
            List.of(LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL);

    private final Subject s;
    private final UniformRandomProvider random;
    private final List<Local> reals;
    private final List<Local> integers;
    private final Buffer buffer;
    private final List<Local> indices = new ArrayList<>();

    RandomCode(Subject subject, UniformRandomProvider random) {
        this.s = subject;
        this.random = random;
        reals = List.of(s.real("x"), s.real("y"), s.real("z"), s.result);
        integers = List.of(s.count("k"), s.count("m"));
        buffer = s.reals("a");
        reals.forEach(local -> s.add(s.assign(local, number(random.nextDouble()))));
        integers.forEach(local -> s.add(s.assign(local, Expr.integer(random.nextInt(4)))));
        s.add(s.allocate(buffer, Expr.integer(SIZE), Stmt.Fill.ZERO));
    }

    List<Stmt> statements(int depth, int count) {
        List<Stmt> statements = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            statements.add(statement(depth));
        }
        return statements;
    }

    private Stmt statement(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> s.assign(pick(reals), real(3));
            case 2 -> s.assign(pick(integers), integer(2));
            case 3 -> s.store(buffer, index(), real(3));
            case 4 -> s.increment(s.out, index(), real(3));
            case 5 -> s.allocate(buffer, integerConstant(SIZE, 9), Stmt.Fill.ZERO);
            case 6 -> loop(depth);
            case 7 -> countdown(depth);
            default -> s.branch(condition(), statements(depth - 1, 3), statements(depth - 1, random.nextInt(3)));
        };
    }

    private Stmt loop(int depth) {
        Local index = s.count("i");
        indices.add(index);
        Stmt[] body = statements(depth - 1, 4).toArray(Stmt[]::new);
        indices.remove(index);
        Expr last = integerConstant(0, 3);
        return random.nextBoolean() ? s.loop(index, integer0(), last, body) : s.loopDown(index, integer0(), last, body);
    }

    private Stmt countdown(int depth) {
        Local left = s.count("left");
        List<Stmt> body = new ArrayList<>(statements(depth - 1, 3));
        body.add(s.assign(left, of(SUBTRACT, read(left), Expr.integer(1))));
        List<Stmt> all = List.of(
                s.assign(left, integerConstant(0, 4)),
                new Stmt.While(List.of(), of(GREATER, read(left), integer0()), body, s.span()));
        return s.branch(Expr.integer(1), all, List.of());
    }

    private Expr real(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 3)) {
            case 0 -> read(pick(reals));
            case 1 -> load(s.q, integerConstant(0, DIMENSION - 1));
            case 2 -> number(random.nextDouble() - 0.5);
            case 3 -> load(buffer, index());
            case 4 -> of(TO_REAL, integer(depth - 1));
            case 5 -> new Expr.Select(condition(), read(pick(reals)), number(0.25));
            default -> of(pick(ARITHMETIC), real(depth - 1), real(depth - 1));
        };
    }

    private Expr integer(int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> read(pick(integers));
            case 1 -> integerConstant(-40000, 40000);
            case 2 -> condition();
            default -> of(pick(INTEGER), integer(depth - 1), integer(depth - 1));
        };
    }

    private Expr condition() {
        return of(pick(COMPARISONS), real(1), real(1));
    }

    private Expr index() {
        return indices.isEmpty() || random.nextBoolean() ? integerConstant(0, SIZE - 1) : read(pick(indices));
    }

    private static Expr integer0() {
        return Expr.integer(0);
    }

    private Expr integerConstant(int low, int high) {
        return Expr.integer(low + random.nextInt(high - low + 1));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
