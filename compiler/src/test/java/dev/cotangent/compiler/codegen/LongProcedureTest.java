package dev.cotangent.compiler.codegen;

import static dev.cotangent.compiler.codegen.Subject.*;
import static dev.cotangent.compiler.ir.Operator.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that are longer than what the virtual machine compiles, or than a Java method can be. */
class LongProcedureTest {

    private static final double[] Q = {0.3, -1.7, 2.5, 1};

    private final Subject s = new Subject();

    private void assertAgreesInShortMethods() {
        byte[] bytes = s.bytes();
        assertShortMethods(bytes);
        LogDensity density = bound(bytes, noData(), text -> {}).newLogDensity();
        assertThat(bits(run(density, Q))).isEqualTo(bits(s.interpret(noData(), Q)));
    }

    private static void assertShortMethods(byte[] bytes) {
        assertThat(ByteCheck.methodSizes(bytes))
                .containsKey("gradient")
                .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(7500));
    }

    /** Statements that each depend on earlier ones near and far, and branch now and then. */
    private List<Stmt> chain(int count) {
        List<Local> locals = new ArrayList<>(List.of(s.result));
        List<Stmt> statements = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Local next = s.real("x");
            Expr near = read(locals.get(locals.size() - 1));
            Expr far = read(locals.get((int) (n * 2654435761L >>> 7 & 0xffff) % locals.size()));
            statements.add(s.assign(next, of(ADD, of(MULTIPLY, near, number(0.999)), far)));
            locals.add(next);
            if (n % 10 == 0) {
                statements.add(s.branch(
                        of(LESS, far, number(0.5)),
                        List.of(s.increment(s.out, integer(n % OUTPUTS), near)),
                        List.of(s.assign(next, of(MULTIPLY, read(next), number(0.25))))));
            }
        }
        statements.add(s.assign(s.result, read(locals.get(locals.size() - 1))));
        return statements;
    }

    @Test
    void tenThousandStatements() {
        s.add(s.assign(s.result, load(s.q, integer(0))));
        s.add(chain(10_000).toArray(Stmt[]::new));
        assertAgreesInShortMethods();
    }

    @Test
    void aLoopWithALongBody() {
        Local i = s.count("i");
        s.add(s.assign(s.result, load(s.q, integer(0))));
        List<Stmt> body = new ArrayList<>(chain(2000));
        body.add(s.increment(s.out, read(i), read(s.result)));
        s.add(s.loop(i, integer(0), integer(3), body.toArray(Stmt[]::new)));
        assertAgreesInShortMethods();
    }

    @Test
    void longBranchesInLongLoops() {
        Local i = s.count("i");
        Local n = s.count("n");
        List<Stmt> body = new ArrayList<>();
        body.add(s.assign(n, of(SUBTRACT, read(n), integer(1))));
        body.add(s.branch(of(EQUAL, of(REMAINDER, read(n), integer(2)), integer(0)), chain(600), chain(700)));
        Stmt countdown = new Stmt.While(List.of(), of(GREATER, read(n), integer(0)), body, s.span());
        s.add(s.loop(i, integer(1), integer(3), s.assign(n, read(i)), countdown));
        assertAgreesInShortMethods();
    }

    /** The interpreter, which is recursive, can't follow: the second witness is Java. */
    @Test
    void aSumOfThreeThousandTerms() {
        double expected = 0;
        for (int n = 0; n < 3000; n++) {
            expected += Q[n % DIMENSION] * n;
        }
        Expr sum = number(0);
        for (int n = 0; n < 3000; n++) {
            sum = of(ADD, sum, of(MULTIPLY, load(s.q, integer(n % DIMENSION)), number(n)));
        }
        s.add(s.assign(s.result, sum));
        byte[] bytes = s.bytes();
        assertShortMethods(bytes);
        LogDensity density = bound(bytes, noData(), text -> {}).newLogDensity();
        assertThat(run(density, Q)[OUTPUTS]).isEqualTo(expected);
    }

    @Test
    void manyBuffersAndManyChecks() {
        List<Buffer> buffers = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            Buffer buffer = s.reals("b");
            buffers.add(buffer);
            s.add(s.allocate(buffer, integer(3), Stmt.Fill.ZERO));
        }
        for (int n = 0; n < 3000; n++) {
            Expr element = load(buffers.get(n % 300), integer(n % 3));
            List<Stmt.Part> message =
                    List.of(new Stmt.Part.Text("element " + n + " is "), new Stmt.Part.Value(element));
            s.add(
                    s.increment(buffers.get(n * 7 % 300), integer(n % 3), of(ADD, element, load(s.q, integer(n % 4)))),
                    new Stmt.Check(of(LESS, element, number(1e9)), ModelFailure.Kind.REJECTION, message, s.span()),
                    s.plus(s.result, element));
        }
        assertAgreesInShortMethods();
    }

    @Test
    void aSplitLoopAllocatesInsideItsParts() {
        Local i = s.count("i");
        Buffer a = s.reals("a");
        List<Stmt> body = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            body.add(s.allocate(a, of(ADD, read(i), integer(n % 7 + 1)), Stmt.Fill.ZERO));
            body.add(s.store(a, read(i), load(s.q, integer(n % 4))));
            body.add(s.plus(s.result, load(a, read(i))));
        }
        s.add(s.allocate(a, integer(1), Stmt.Fill.ZERO));
        s.add(s.loop(i, integer(0), integer(4), body.toArray(Stmt[]::new)));
        s.add(s.plus(s.result, load(a, integer(4))));
        assertAgreesInShortMethods();
    }
}
