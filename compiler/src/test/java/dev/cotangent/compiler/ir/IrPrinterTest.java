package dev.cotangent.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class IrPrinterTest {

    private static final Span SPAN = new Span(new Source("test.model", ""), 1, 1, 1, 2);

    private final Buffer q = new Buffer("q", ScalarType.REAL, Storage.ARGUMENT);
    private final Buffer a = new Buffer("a", ScalarType.REAL, Storage.WORK);
    private final Local x = new Local("x", ScalarType.REAL, Storage.WORK);
    private final Local n = new Local("n", ScalarType.INT, Storage.WORK);

    private static Expr of(Operator operator, Expr... operands) {
        return Expr.of(operator, operands);
    }

    @Test
    void showsAProcedureWithOneStatementALine() {
        Expr element = new Expr.Load(q, Expr.read(n));
        Slice slice = new Slice(a, Expr.integer(0), List.of(Expr.integer(2), Expr.integer(3)));
        Primitive kernel = new Primitive(
                "K", "transpose", List.of(Primitive.Kind.REAL_MATRIX), Primitive.Kind.REAL_MATRIX, false, null);
        Procedure procedure = new Procedure(
                "f",
                List.of(),
                List.of(q),
                List.of(x),
                List.of(
                        new Stmt.Allocate(a, Expr.integer(6), Stmt.Fill.ZERO, SPAN),
                        new Stmt.For(
                                n,
                                Expr.integer(0),
                                Expr.integer(5),
                                Stmt.Direction.DOWN,
                                List.of(new Stmt.Increment(a, Expr.read(n), element, SPAN)),
                                SPAN),
                        new Stmt.Kernel(kernel, List.of(slice), slice, SPAN),
                        new Stmt.While(
                                List.of(new Stmt.Pop(x, SPAN)),
                                of(Operator.LESS, Expr.read(x), Expr.real(0.5)),
                                List.of(new Stmt.Push(Expr.read(x), SPAN)),
                                SPAN),
                        new Stmt.If(
                                of(Operator.NOT, Expr.read(n)),
                                List.of(new Stmt.Store(a, Expr.integer(0), Expr.real(1), SPAN)),
                                List.of(new Stmt.Print(
                                        List.of(
                                                new Stmt.Part.Text("no\n"),
                                                Stmt.Part.Array.BEGIN,
                                                Stmt.Part.Array.BEGIN,
                                                new Stmt.Part.Elements(slice, true),
                                                Stmt.Part.Array.END,
                                                Stmt.Part.Array.END,
                                                new Stmt.Part.Value(Expr.read(n))),
                                        SPAN)),
                                SPAN),
                        new Stmt.Check(
                                Expr.read(n),
                                ModelFailure.Kind.INDEX,
                                List.of(new Stmt.Part.Text("n is "), new Stmt.Part.Value(Expr.read(n))),
                                SPAN)));
        assertThat(IrPrinter.print(procedure)).isEqualTo("""
                        procedure f(real[] q) -> (real x)
                          allocate a[6] zero
                          for n in 0 .. 5 down
                            a[n] += q[n]
                          a[0 : 2 x 3] = transpose(a[0 : 2 x 3])
                          loop
                            pop x
                          while x < 0.5
                            push x
                          if !n
                            a[0] = 1.0
                          else
                            print("no\\n", [[a[0 : 2 x 3] by columns]], n)
                          check n else index("n is ", n)
                        """);
    }

    @Test
    void parenthesisesWhereTheTreeDiffersFromTheUsualPrecedence() {
        Expr sum = of(Operator.ADD, Expr.read(x), Expr.real(1));
        assertThat(IrPrinter.print(of(Operator.MULTIPLY, sum, sum))).isEqualTo("(x + 1.0) * (x + 1.0)");
        assertThat(IrPrinter.print(of(Operator.SUBTRACT, Expr.read(x), sum))).isEqualTo("x - (x + 1.0)");
        assertThat(IrPrinter.print(of(Operator.SUBTRACT, sum, Expr.read(x)))).isEqualTo("x + 1.0 - x");
        assertThat(IrPrinter.print(of(Operator.NEGATE, sum))).isEqualTo("-(x + 1.0)");
        Expr select = new Expr.Select(of(Operator.LESS, Expr.read(x), sum), Expr.read(x), sum);
        assertThat(IrPrinter.print(of(Operator.ADD, select, sum))).isEqualTo("(x < x + 1.0 ? x : x + 1.0) + (x + 1.0)");
    }
}
