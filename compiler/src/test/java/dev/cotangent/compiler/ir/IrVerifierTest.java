package dev.cotangent.compiler.ir;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IrVerifierTest {

    private static final Span SPAN = new Span(new Source("bad.model", ""), 3, 5, 3, 6);
    private static final Primitive LOG = new Primitive(
            "dev.cotangent.stdlib.scalar.Logarithm",
            "log",
            List.of(Primitive.Kind.REAL),
            Primitive.Kind.REAL,
            false,
            null);

    private final Local x = new Local("x", ScalarType.REAL, Storage.WORK);
    private final Local n = new Local("n", ScalarType.INT, Storage.WORK);
    private final Local datum = new Local("datum", ScalarType.REAL, Storage.DATA);
    private final Buffer a = new Buffer("a", ScalarType.REAL, Storage.WORK);
    private final Buffer q = new Buffer("q", ScalarType.REAL, Storage.ARGUMENT);

    private static void assertRefused(String message, Stmt... body) {
        Procedure procedure = new Procedure("f", List.of(), List.of(), List.of(), List.of(body));
        assertThatThrownBy(() -> IrVerifier.verify(procedure))
                .isInstanceOf(CompilerBug.class)
                .hasMessageContaining("procedure f")
                .hasMessageContaining(message);
    }

    private static Stmt assign(Local target, Expr value) {
        return new Stmt.Assign(target, value, SPAN);
    }

    @Test
    void refusesValuesOfAnotherType() {
        assertRefused("x is REAL, but its value is INT, at bad.model:3:5", assign(x, Expr.integer(1)));
        assertRefused("1.0 is not INT", new Stmt.Allocate(a, Expr.real(1), Stmt.Fill.ZERO, SPAN));
    }

    @Test
    void refusesToMixIntegersAndReals() {
        assertRefused("is not", assign(x, Expr.of(Operator.ADD, Expr.integer(1), Expr.real(2))));
        assertRefused("REMAINDER of reals", assign(x, Expr.of(Operator.REMAINDER, Expr.real(1), Expr.real(2))));
    }

    @Test
    void refusesReadsOfLocalsThatAreNeverAssigned() {
        assertRefused("reads x, which is never assigned", new Stmt.Push(Expr.read(x), SPAN));
    }

    @Test
    void refusesAssignmentsOfDataOutsideBind() {
        assertRefused("may not WRITE_DATA", assign(datum, Expr.real(1)));
    }

    @Test
    void refusesDataSourcesAndRandomnessWhereThereAreNone() {
        assertRefused("may not READ_SOURCE", new Stmt.ReadScalar("y", x, SPAN));
        Primitive draw = new Primitive("X", "x_rng", List.of(), Primitive.Kind.REAL, true, null);
        assertRefused("may not DRAW", new Stmt.Draw(x, draw, List.of(), SPAN));
    }

    @Test
    void refusesArgumentsOfOtherProcedures() {
        assertRefused("q is the argument of another procedure", new Stmt.Store(q, Expr.integer(0), Expr.real(1), SPAN));
    }

    @Test
    void refusesToReplaceAnArgument() {
        Stmt allocate = new Stmt.Allocate(q, Expr.integer(2), Stmt.Fill.ZERO, SPAN);
        Procedure procedure = new Procedure("f", List.of(), List.of(q), List.of(), List.of(allocate));
        assertThatThrownBy(() -> IrVerifier.verify(procedure)).hasMessageContaining("replaces the argument q");
    }

    @Test
    void refusesToAssignTheIndexOfARunningLoop() {
        List<Stmt> body = List.of(assign(n, Expr.integer(1)));
        assertRefused(
                "assigns n, the index of a running loop",
                new Stmt.For(n, Expr.integer(0), Expr.integer(3), Stmt.Direction.UP, body, SPAN));
    }

    @Test
    void refusesCallsWithOtherArgumentsThanDeclared() {
        assertRefused("log has another number of arguments", assign(x, new Expr.Call(LOG, List.of())));
        assertRefused("2 is not REAL", assign(x, new Expr.Call(LOG, List.of(Expr.integer(2)))));
        Slice slice = new Slice(a, Expr.integer(0), List.of(Expr.integer(1)));
        assertRefused("log is not a kernel", new Stmt.Kernel(LOG, List.of(slice), slice, SPAN));
    }

    @Test
    void refusesMessagesWhoseArraysDoNotFit() {
        Stmt.Part begin = Stmt.Part.Array.BEGIN;
        Stmt.Part end = Stmt.Part.Array.END;
        Stmt.Part vector = new Stmt.Part.Elements(new Slice(a, Expr.integer(0), List.of(Expr.integer(1))), false);
        assertRefused("does not end", new Stmt.Print(List.of(begin, vector), SPAN));
        assertRefused("that did not begin", new Stmt.Print(List.of(end, begin), SPAN));
        assertRefused("elements of 1 sizes in 0 arrays", new Stmt.Print(List.of(vector), SPAN));
        assertRefused("elements of 1 sizes in 2 arrays", new Stmt.Print(List.of(begin, begin, vector, end, end), SPAN));
        assertRefused(
                "a scalar in an array", new Stmt.Print(List.of(begin, new Stmt.Part.Value(Expr.real(1)), end), SPAN));
    }

    @Test
    void refusesTwoThingsOfOneName() {
        Local other = new Local("x", ScalarType.REAL, Storage.WORK);
        assertRefused("the name x is not unique", assign(x, Expr.real(1)), assign(other, Expr.real(2)));
    }

    @Test
    void refusesInvocationsThatDoNotFitTheCallee() {
        Procedure callee = new Procedure("g", List.of(), List.of(), List.of(x), List.of(assign(x, Expr.real(1))));
        assertRefused("another number of results", new Stmt.Invoke(callee, List.of(), List.of(), SPAN));
    }

    @ParameterizedTest
    @EnumSource(Autodiff.class)
    void acceptsWhatTheCompilerMakesOfAModel(Autodiff autodiff) {
        String text = """
                functions {
                  real power(real x, int n) { if (n == 0) return 1; return x * power(x, n - 1); }
                }
                data { int<lower=0> N; array[N] real y; matrix[N, 2] X; }
                transformed data { vector[N] z; for (n in 1:N) { z[n] = normal_rng(y[n], 1); } }
                parameters { vector[2] beta; real<lower=0> sigma; }
                transformed parameters { vector[N] mu = X * beta; }
                model {
                  beta ~ normal(0, 1);
                  y ~ normal(mu, sigma);
                  while (z[1] > 3) { print("z ", z); reject("far"); }
                }
                generated quantities {
                  array[N] real copy = normal_rng(mu, sigma);
                  real cube = power(sigma, 3);
                }
                """;
        Compiler compiler = new Compiler(new Source("good.model", text), autodiff);
        assertThatCode(() -> {
                    IrVerifier.verify(compiler.lower());
                    Compiler.Differentiated model = compiler.differentiate();
                    IrVerifier.verify(model.program(), List.of(model.gradient()));
                })
                .doesNotThrowAnyException();
    }
}
