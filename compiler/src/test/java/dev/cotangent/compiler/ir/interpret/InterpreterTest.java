package dev.cotangent.compiler.ir.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The interpreter against results worked out by hand, and what it refuses. */
class InterpreterTest {

    private static final Span SPAN = new Span(new Source("test.model", ""), 7, 3, 7, 4);

    private final Buffer q = new Buffer("q", ScalarType.REAL, Storage.ARGUMENT);
    private final Buffer a = new Buffer("a", ScalarType.REAL, Storage.WORK);
    private final Local x = new Local("x", ScalarType.REAL, Storage.WORK);
    private final Local n = new Local("n", ScalarType.INT, Storage.WORK);

    private double run(double[] position, Stmt... body) {
        Procedure procedure = new Procedure("f", List.of(), List.of(q), List.of(x), List.of(body));
        return new Interpreter(List.of(procedure)).run(procedure, position);
    }

    private static Stmt assign(Local target, Expr value) {
        return new Stmt.Assign(target, value, SPAN);
    }

    private static Expr load(Buffer buffer, int index) {
        return new Expr.Load(buffer, Expr.integer(index));
    }

    @Test
    void aDescendingLoopGivesAPolynomialByHorner() {
        // 1 + 2 * 10 + 3 * 100
        Expr horner = Expr.of(
                Operator.ADD, Expr.of(Operator.MULTIPLY, Expr.read(x), Expr.real(10)), new Expr.Load(q, Expr.read(n)));
        Stmt loop = new Stmt.For(
                n, Expr.integer(0), Expr.integer(2), Stmt.Direction.DOWN, List.of(assign(x, horner)), SPAN);
        assertThat(run(new double[] {1, 2, 3}, assign(x, Expr.real(0)), loop)).isEqualTo(321);
    }

    @Test
    void aLoopUpToTheLargestIntegerEnds() {
        Expr largest = Expr.integer(Integer.MAX_VALUE);
        Stmt loop = new Stmt.For(n, largest, largest, Stmt.Direction.UP, List.of(assign(x, Expr.real(5))), SPAN);
        assertThat(run(new double[0], loop)).isEqualTo(5);
    }

    @Test
    void aFailedCheckTellsItsPlaceAndItsValues() {
        Stmt check = new Stmt.Check(
                Expr.of(Operator.GREATER, load(q, 0), Expr.real(0)),
                ModelFailure.Kind.REJECTION,
                List.of(
                        new Stmt.Part.Text("found "),
                        new Stmt.Part.Value(load(q, 0)),
                        Stmt.Part.Array.BEGIN,
                        new Stmt.Part.Elements(new Slice(q, Expr.integer(0), List.of(Expr.integer(2))), false),
                        Stmt.Part.Array.END),
                SPAN);
        assertThatThrownBy(() -> run(new double[] {-1.5, 2}, check))
                .isInstanceOfSatisfying(ModelFailure.class, failure -> {
                    assertThat(failure).hasMessage("found -1.5[-1.5,2]");
                    assertThat(failure.location()).isEqualTo("test.model:7:3");
                });
    }

    @Test
    void refusesToReadWhatWasNotAssigned() {
        Stmt sometimes = new Stmt.If(
                Expr.of(Operator.GREATER, load(q, 0), Expr.real(0)), List.of(assign(x, Expr.real(1))), List.of(), SPAN);
        assertThat(run(new double[] {1}, sometimes)).isEqualTo(1);
        assertThatThrownBy(() -> run(new double[] {-1}, sometimes))
                .isInstanceOf(CompilerBug.class)
                .hasMessageContaining("x is read before it is assigned");
    }

    @Test
    void refusesElementsBeyondTheSize() {
        assertThatThrownBy(() -> run(new double[] {1}, assign(x, load(q, 1))))
                .isInstanceOf(CompilerBug.class)
                .hasMessageContaining("element 1 of buffer q of size 1");
        Stmt allocate = new Stmt.Allocate(a, Expr.integer(2), Stmt.Fill.ZERO, SPAN);
        Stmt store = new Stmt.Store(a, Expr.integer(-1), Expr.real(1), SPAN);
        assertThatThrownBy(() -> run(new double[0], allocate, store)).isInstanceOf(CompilerBug.class);
    }

    @Test
    void elementsOfABufferWithoutFillAreNan() {
        Stmt allocate = new Stmt.Allocate(a, Expr.integer(1), Stmt.Fill.NONE, SPAN);
        assertThat(run(new double[0], allocate, assign(x, load(a, 0)))).isNaN();
    }

    @Test
    void refusesToReadDataWhereThereAreNone() {
        Stmt read = new Stmt.ReadScalar("y", x, SPAN);
        assertThatThrownBy(() -> run(new double[0], read)).isInstanceOf(CompilerBug.class);
    }
}
