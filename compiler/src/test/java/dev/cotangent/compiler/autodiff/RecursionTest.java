package dev.cotangent.compiler.autodiff;

import static dev.cotangent.compiler.autodiff.Code.add;
import static dev.cotangent.compiler.autodiff.Code.density;
import static dev.cotangent.compiler.autodiff.Code.integer;
import static dev.cotangent.compiler.autodiff.Code.less;
import static dev.cotangent.compiler.autodiff.Code.load;
import static dev.cotangent.compiler.autodiff.Code.mul;
import static dev.cotangent.compiler.autodiff.Code.read;
import static dev.cotangent.compiler.autodiff.Code.real;
import static dev.cotangent.compiler.autodiff.Code.sub;
import static dev.cotangent.compiler.autodiff.Code.toReal;
import static dev.cotangent.compiler.autodiff.Primitives.exp;
import static dev.cotangent.compiler.autodiff.Primitives.sin;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecursionTest {

    private final Code code = new Code();
    private final Local n = new Local(code.names.fresh("n"), ScalarType.INT, Storage.ARGUMENT);
    private final Local a = new Local(code.names.fresh("a"), ScalarType.REAL, Storage.ARGUMENT);
    private final Local b = new Local(code.names.fresh("b"), ScalarType.REAL, Storage.ARGUMENT);
    private final Local result = code.local("result");
    private final Procedure function = new Procedure("f", List.of(n, a, b), List.of(), List.of(result));

    private Expr invoke(Expr count, Expr x, Expr y) {
        Local value = code.local("value");
        code.emitter.emit(new Stmt.Invoke(function, List.of(count, x, y), List.of(value), Code.SPAN));
        return read(value);
    }

    private void define(Runnable body) {
        function.setBody(code.emitter.block(body));
    }

    /** f(n, a, b) = n < 1 ? a * b : f(n - 1, sin(a * b), a) * a + n. */
    private void linearRecursion() {
        define(() -> code.branch(less(read(n), integer(1)), () -> code.set(result, mul(read(a), read(b))), () -> {
            Expr inner = invoke(sub(read(n), integer(1)), sin(mul(read(a), read(b))), read(a));
            code.set(result, add(mul(inner, read(a)), toReal(read(n))));
        }));
    }

    private Witnesses witnesses(Runnable body) {
        return new Witnesses(density(code, body), code.names, 2);
    }

    @Test
    void functionThatCallsItselfOnce() {
        linearRecursion();
        witnesses(() -> {
                    Expr first = invoke(integer(3), code.q(0), code.q(1));
                    code.add(mul(first, code.q(1)));
                })
                .agreeAt(0.7, 1.1);
    }

    @Test
    void callsInALoop() {
        linearRecursion();
        witnesses(() -> {
                    Local x = code.local("x");
                    code.set(x, code.q(0));
                    code.loop(integer(0), integer(3), i -> code.set(x, sin(invoke(i, read(x), code.q(1)))));
                    code.add(read(x));
                })
                .agreeAt(0.7, 1.1);
    }

    @Test
    void functionThatCallsItselfTwice() {
        define(() -> code.branch(less(read(n), integer(2)), () -> code.set(result, exp(mul(read(a), read(b)))), () -> {
            Expr left = invoke(sub(read(n), integer(1)), read(b), sin(read(a)));
            Expr right = invoke(sub(read(n), integer(2)), left, read(a));
            code.set(result, mul(sin(left), right));
        }));
        witnesses(() -> code.add(invoke(integer(4), code.q(0), code.q(1)))).agreeAt(0.3, 0.5);
    }

    @Test
    void functionWithAVectorOfItsOwn() {
        Buffer v = code.buffer("v");
        define(() -> {
            code.allocate(v, add(read(n), integer(1)));
            code.loop(integer(0), read(n), i -> code.store(v, i, mul(read(a), add(read(b), toReal(i)))));
            code.set(result, load(v, read(n)));
            code.branch(
                    less(integer(0), read(n)),
                    () -> {
                        Expr inner = invoke(sub(read(n), integer(1)), load(v, integer(0)), sin(read(b)));
                        code.set(result, mul(inner, mul(read(result), load(v, integer(1)))));
                    },
                    () -> {});
        });
        witnesses(() -> code.add(sin(invoke(integer(2), code.q(0), code.q(1))))).agreeAt(0.6, 0.5);
    }

    @Test
    void callThatDependsOnDataOnlyIsLeftAsItIs() {
        linearRecursion();
        witnesses(() -> code.add(mul(code.q(0), invoke(integer(2), real(0.4), real(0.9)))))
                .agreeAt(0.6, 0.5);
    }

    @Test
    void vectorSharedWithTheCallerIsRefused() {
        Buffer v = code.buffer("v");
        define(() -> code.set(result, mul(read(a), load(v, integer(0)))));
        Procedure density = density(code, () -> {
            code.allocate(v, integer(1));
            code.store(v, integer(0), code.q(0));
            code.add(invoke(integer(0), code.q(1), real(1)));
        });
        assertThatThrownBy(() -> Adjoint.gradient(density, integer(2), code.names))
                .isInstanceOf(NotDifferentiable.class)
                .hasMessageContaining("`f` passes containers");
    }
}
