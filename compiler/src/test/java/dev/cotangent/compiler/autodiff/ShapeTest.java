package dev.cotangent.compiler.autodiff;

import static dev.cotangent.compiler.autodiff.Code.add;
import static dev.cotangent.compiler.autodiff.Code.density;
import static dev.cotangent.compiler.autodiff.Code.integer;
import static dev.cotangent.compiler.autodiff.Code.load;
import static dev.cotangent.compiler.autodiff.Code.mul;
import static dev.cotangent.compiler.autodiff.Code.normal;
import static dev.cotangent.compiler.autodiff.Code.read;
import static dev.cotangent.compiler.autodiff.Code.real;
import static dev.cotangent.compiler.autodiff.Code.sub;
import static dev.cotangent.compiler.autodiff.Primitives.exp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What gradient code is made of: this is what makes it fast. */
class ShapeTest {

    private final Code code = new Code();
    private final Buffer y = code.data("y", ScalarType.REAL);
    private final Buffer x = code.data("x", ScalarType.REAL);

    private static List<Stmt> statements(Procedure procedure) {
        List<Stmt> all = new ArrayList<>();
        Access.walk(procedure.body(), all::add);
        return all;
    }

    /** The gradient without the loop that zeroes it. */
    private List<Stmt> gradient(Runnable body) {
        Procedure gradient = Adjoint.gradient(density(code, body), integer(2), code.names);
        List<Stmt> all = statements(gradient);
        return all.subList(2, all.size());
    }

    private static <T extends Stmt> List<T> of(Class<T> kind, List<Stmt> statements) {
        return statements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static long calls(List<Stmt> statements) {
        long[] count = {0};
        statements.forEach(s -> Access.expressions(s)
                .forEach(expression -> Access.walk(expression, e -> count[0] += e instanceof Expr.Call ? 1 : 0)));
        return count[0];
    }

    @Test
    void vectorisedNormalIsOneLoopThatRecordsNothing() {
        List<Stmt> gradient = gradient(() -> {
            Expr sigma = code.let("sigma", exp(code.q(1)));
            code.loop(
                    integer(0),
                    integer(99),
                    i -> code.add(normal(load(y, i), add(code.q(0), mul(sigma, load(x, i))), sigma)));
        });
        assertThat(of(Stmt.For.class, gradient)).hasSize(1);
        assertThat(of(Stmt.Push.class, gradient)).isEmpty();
    }

    @Test
    void noCallIsMadeTwice() {
        List<Stmt> gradient = gradient(() ->
                code.loop(integer(0), integer(99), i -> code.add(sub(load(y, i), exp(mul(code.q(0), load(x, i)))))));
        assertThat(calls(gradient)).isEqualTo(1);
    }

    @Test
    void sumScaledAfterItsLoopIsReversedInTheLoop() {
        List<Stmt> gradient = gradient(() -> {
            Expr tau = code.let("tau", exp(code.q(1)));
            Local sum = code.local("sum");
            code.set(sum, real(0));
            code.loop(integer(0), integer(99), i -> {
                Expr d = code.let("d", sub(load(y, i), code.q(0)));
                code.set(sum, add(read(sum), mul(d, d)));
            });
            code.add(mul(mul(real(-0.5), read(sum)), tau));
        });
        assertThat(of(Stmt.For.class, gradient)).hasSize(1);
    }

    @Test
    void elementwiseVectorIsReversedWithoutATape() {
        List<Stmt> gradient = gradient(() -> {
            Buffer theta = code.buffer("theta");
            code.allocate(theta, integer(100));
            code.loop(integer(0), integer(99), i -> code.store(theta, i, mul(code.q(0), load(x, i))));
            code.loop(integer(0), integer(99), i -> code.add(normal(load(y, i), load(theta, i), real(1))));
        });
        assertThat(of(Stmt.For.class, gradient)).hasSize(3);
        assertThat(of(Stmt.Push.class, gradient)).isEmpty();
    }

    @Test
    void recurrenceInAVectorIsReversedFromTheVector() {
        List<Stmt> gradient = gradient(() -> {
            Buffer theta = code.buffer("theta");
            code.allocate(theta, integer(100));
            code.store(theta, integer(0), real(1));
            code.loop(
                    integer(1),
                    integer(99),
                    i -> code.store(theta, i, exp(mul(code.q(0), add(load(theta, sub(i, integer(1))), load(x, i))))));
            code.loop(integer(0), integer(99), i -> code.add(normal(load(y, i), load(theta, i), real(1))));
        });
        assertThat(of(Stmt.For.class, gradient)).hasSize(3);
        assertThat(of(Stmt.Push.class, gradient)).isEmpty();
        assertThat(calls(gradient)).isEqualTo(2);
    }

    @Test
    void matrixFilledByColumnsIsReversedWithoutATape() {
        List<Stmt> gradient = gradient(() -> {
            Buffer k = code.buffer("k");
            Expr n = code.let("n", integer(10));
            code.allocate(k, mul(n, n));
            code.loop(
                    integer(0),
                    sub(n, integer(1)),
                    j -> code.loop(integer(0), sub(n, integer(1)), i -> {
                        Expr d = code.let("d", sub(load(x, i), load(x, j)));
                        code.store(k, add(i, mul(n, j)), exp(mul(code.q(0), mul(d, d))));
                    }));
            code.loop(integer(0), integer(99), i -> code.add(normal(load(y, i), load(k, i), real(1))));
        });
        assertThat(of(Stmt.Push.class, gradient)).isEmpty();
        assertThat(calls(gradient)).isEqualTo(2);
    }

    @Test
    void codeThatDoesNotDependOnThePositionHasNoAdjoint() {
        List<Stmt> gradient = gradient(() -> {
            Local sum = code.local("sum");
            code.set(sum, real(0));
            code.loop(integer(0), integer(99), i -> code.set(sum, add(read(sum), mul(load(y, i), load(y, i)))));
            code.add(mul(read(sum), code.q(0)));
        });
        assertThat(of(Stmt.For.class, gradient)).hasSize(1);
        assertThat(of(Stmt.Push.class, gradient)).isEmpty();
    }

    @Test
    void missingRuleIsLocated() {
        Procedure density =
                density(code, () -> code.add(new Expr.Call(Primitives.RINT, List.of(mul(code.q(0), real(2))))));
        assertThatThrownBy(() -> Adjoint.gradient(density, integer(1), new Names()))
                .isInstanceOfSatisfying(NotDifferentiable.class, e -> {
                    assertThat(e.span()).isEqualTo(Code.SPAN);
                    assertThat(e.function()).isEqualTo("rint");
                });
        assertThatThrownBy(() -> Tangent.tangent(density, 1, new Names())).isInstanceOf(NotDifferentiable.class);
    }

    @Test
    void missingRuleOfADataArgumentIsNoMatter() {
        Procedure density = density(
                code, () -> code.add(mul(code.q(0), new Expr.Call(Primitives.RINT, List.of(load(y, integer(0)))))));
        Witnesses witnesses = new Witnesses(density, code.names, 1).with(y, new double[] {2.7});
        witnesses.agreeAt(1.5);
    }
}
