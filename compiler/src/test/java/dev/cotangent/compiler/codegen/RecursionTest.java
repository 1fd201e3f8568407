package dev.cotangent.compiler.codegen;

import static dev.cotangent.compiler.codegen.Subject.*;
import static dev.cotangent.compiler.ir.Operator.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.model.RecursionLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecursionTest {

    private final Subject s = new Subject();
    private final Local n = new Local(s.names.fresh("n"), ScalarType.INT, Storage.ARGUMENT);
    private final Local x = new Local(s.names.fresh("x"), ScalarType.REAL, Storage.ARGUMENT);
    private final Local returned = s.real("returned");

    private Procedure function(String name) {
        return new Procedure(s.names.fresh(name), List.of(n, x), List.of(), List.of(returned));
    }

    private Stmt invoke(Procedure callee, Local result, Expr... arguments) {
        return new Stmt.Invoke(callee, List.of(arguments), List.of(result), s.span());
    }

    private Expr less() {
        return of(SUBTRACT, read(n), integer(1));
    }

    /** Assigns the result before it calls itself, and uses it, its parameters and a local after. */
    private Procedure nested(String name) {
        Procedure f = function(name);
        Local own = s.real("own");
        Local inner = s.real("inner");
        f.setBody(List.of(
                s.assign(returned, of(MULTIPLY, read(x), number(0.5))),
                s.assign(own, of(ADD, of(TO_REAL, read(n)), read(x))),
                s.branch(
                        of(GREATER, read(n), integer(0)),
                        List.of(
                                invoke(f, inner, less(), of(ADD, read(x), number(0.1))),
                                s.plus(returned, read(inner)),
                                s.assign(own, of(MULTIPLY, read(own), read(inner))),
                                invoke(f, inner, of(SUBTRACT, read(n), integer(2)), read(own)),
                                s.assign(returned, of(SUBTRACT, read(returned), read(inner)))),
                        List.of()),
                s.plus(returned, of(MULTIPLY, read(own), of(TO_REAL, read(n))))));
        return f;
    }

    @Test
    void everyActivationHasItsOwnLocalsAndParameters() {
        s.add(invoke(nested("f"), s.result, integer(6), load(s.q, integer(0))));
        s.assertAgrees(0.3, 0, 0, 0);
    }

    /** Methods of the base class have these names, one of them the same parameters. */
    @ParameterizedTest
    @ValueSource(strings = {"value", "push", "bind", "fork", "reset"})
    void aFunctionMayHaveAnyName(String name) {
        s.add(invoke(nested(name), s.result, integer(3), load(s.q, integer(0))));
        s.assertAgrees(0.3, 0, 0, 0);
    }

    @Test
    void everyActivationHasItsOwnBuffers() {
        Procedure f = function("f");
        Buffer own = s.reals("own");
        Local inner = s.real("inner");
        Local i = s.count("i");
        f.setBody(List.of(
                s.allocate(own, of(ADD, read(n), integer(2)), Stmt.Fill.ZERO),
                s.loop(i, integer(0), read(n), s.store(own, read(i), of(ADD, read(x), of(TO_REAL, read(i))))),
                s.assign(inner, number(1)),
                s.branch(
                        of(GREATER, read(n), integer(0)),
                        List.of(invoke(f, inner, less(), of(MULTIPLY, read(x), number(3)))),
                        List.of()),
                s.assign(returned, read(inner)),
                s.loop(i, integer(0), read(n), s.plus(returned, load(own, read(i))))));
        s.add(invoke(f, s.result, integer(5), load(s.q, integer(0))));
        s.assertAgrees(0.3, 0, 0, 0);
    }

    @Test
    void functionsMayCallEachOther() {
        Procedure even = function("even");
        Local m = new Local(s.names.fresh("m"), ScalarType.INT, Storage.ARGUMENT);
        Local result = s.real("odd_result");
        Procedure odd = new Procedure(s.names.fresh("odd"), List.of(m), List.of(), List.of(result));
        even.setBody(List.of(
                s.assign(returned, number(1)),
                s.branch(of(GREATER, read(n), integer(0)), List.of(invoke(odd, returned, less())), List.of())));
        odd.setBody(List.of(
                s.assign(result, number(-1)),
                s.branch(
                        of(GREATER, read(m), integer(0)),
                        List.of(invoke(even, result, of(SUBTRACT, read(m), integer(1)), number(0))),
                        List.of())));
        s.add(invoke(even, s.result, integer(7), number(0)));
        s.assertAgrees(0, 0, 0, 0);
        assertThat(s.interpret(noData(), 0, 0, 0, 0)[OUTPUTS]).isEqualTo(-1);
    }

    private void addBottomless() {
        Procedure f = function("f");
        f.setBody(List.of(invoke(f, returned, less(), read(x))));
        s.add(invoke(f, s.result, integer(6), number(0)));
    }

    @Test
    void recursionWithoutEndIsAFailureOfTheModel() {
        addBottomless();
        LogDensity density = bound(s.bytes(), noData(), text -> {}).newLogDensity();
        assertThatThrownBy(() -> run(density, 0, 0, 0, 0)).isInstanceOfSatisfying(ModelFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.LIMIT);
            assertThat(failure.location()).startsWith("subject.model:");
            assertThat(failure).hasMessageContaining(Integer.toString(RecursionLimit.MAX_DEPTH));
        });
    }

    @Test
    void aStackThatIsTooSmallIsAFailureOfTheModel() throws InterruptedException {
        Procedure f = function("f");
        List<Stmt> body = new ArrayList<>(List.of(invoke(f, returned, less(), read(x))));
        for (int v = 0; v < 400; v++) {
            Local variable = s.real("v");
            body.add(s.assign(variable, of(ADD, read(returned), read(x))));
            body.add(s.plus(returned, read(variable)));
        }
        f.setBody(body);
        s.add(invoke(f, s.result, integer(6), number(0)));
        LogDensity density = bound(s.bytes(), noData(), text -> {}).newLogDensity();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread =
                new Thread(null, () -> thrown.set(catchThrowable(() -> run(density, 0, 0, 0, 0))), "small", 200_000);
        thread.start();
        thread.join();
        assertThat(thrown.get()).isInstanceOfSatisfying(ModelFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.LIMIT);
            assertThat(failure.location()).startsWith("subject.model:");
        });
    }

    @Test
    void theDepthIsCountedAnewAfterAFailure() {
        Procedure f = function("f");
        f.setBody(List.of(
                s.assign(returned, read(x)),
                s.branch(of(GREATER, read(n), integer(0)), List.of(invoke(f, returned, less(), read(x))), List.of()),
                new Stmt.Check(of(LESS, read(x), number(1)), ModelFailure.Kind.REJECTION, List.of(), s.span())));
        s.add(invoke(f, s.result, integer(900), load(s.q, integer(0))));
        LogDensity density = bound(s.bytes(), noData(), text -> {}).newLogDensity();
        for (int run = 0; run < 3; run++) {
            assertThat(run(density, 2, 0, 0, 0)[OUTPUTS]).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(run(density, 0.5, 0, 0, 0)[OUTPUTS]).isEqualTo(0.5);
        }
    }
}
