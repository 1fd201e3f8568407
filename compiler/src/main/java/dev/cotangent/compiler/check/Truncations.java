package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.BinaryOperator;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Truncated distributions, as Stan defines them: {@code y ~ f(a) T[L, U]} adds {@code log f(y | a)} and subtracts the log
 * probability of {@code L <= Y <= U}; an outcome outside has no mass. With several outcomes the probability counts once
 * for each.
 */
final class Truncations {

    private final ExpressionChecker expressions;
    private final Identifier distribution;
    private final TypedExpr outcome;
    private final List<TypedExpr> arguments;
    /** True if each element of the outcome is an outcome of its own, but all have the same distribution. */
    private final boolean repeated;

    /** Truncates the distribution of a resolved {@code ~}. */
    Truncations(ExpressionChecker expressions, Identifier distribution, TypedExpr.Call density) {
        this.expressions = expressions;
        this.distribution = distribution;
        this.outcome = density.arguments().get(0);
        this.arguments = density.arguments().subList(1, density.arguments().size());
        this.repeated = outcome.type().isContainer()
                && arguments.stream().noneMatch(a -> a.type().isContainer());
    }

    /** The increment by the density, and by what the truncation makes of it. */
    TypedStmt truncated(Statement.Truncation truncation, TypedStmt increment) {
        Optional<TypedExpr> lower = truncation.lower().map(this::bound);
        Optional<TypedExpr> upper = truncation.upper().map(this::bound);
        Span span = truncation.span();
        lower.ifPresent(bound -> requireDefined(bound, span));
        upper.ifPresent(bound -> requireDefined(bound, span));
        TypedStmt normalised = normalised(lower, upper, span);
        if (upper.isPresent()) {
            normalised = inside(extreme("max"), BinaryOperator.GREATER, upper.get(), normalised);
        }
        if (lower.isPresent()) {
            normalised = inside(extreme("min"), BinaryOperator.LESS, lower.get(), normalised);
        }
        return new TypedStmt.Block(List.of(increment, normalised), increment.span());
    }

    private TypedExpr bound(Expression written) {
        TypedExpr bound = expressions.check(written);
        if (!bound.type().isScalar()) {
            throw new CompileException(Diagnostic.error(
                    Code.TYPE_MISMATCH,
                    bound.span(),
                    "a bound of a truncation needs an int or a real, but this is "
                            + Conversions.article(bound.type())));
        }
        return bound;
    }

    private void requireDefined(TypedExpr bound, Span span) {
        for (String suffix : List.of("_lcdf", "_lccdf")) {
            if (cumulative(suffix, bound, arguments).isEmpty()) {
                List<Type> types =
                        with(bound, arguments).stream().map(TypedExpr::type).toList();
                String name = distribution.text() + suffix;
                throw new CompileException(Diagnostic.error(
                                Code.WRONG_ARGUMENTS,
                                span,
                                "this truncation needs `" + name + Signatures.list(types, true)
                                        + "`, which is not defined")
                        .withAllowed(List.of("truncation of a distribution that has `_lcdf` and `_lccdf`")));
            }
        }
    }

    private Optional<TypedExpr.Call> cumulative(String suffix, TypedExpr bound, List<TypedExpr> others) {
        return expressions.calls().ofDistribution(distribution, suffix, with(bound, others));
    }

    private static List<TypedExpr> with(TypedExpr bound, List<TypedExpr> others) {
        List<TypedExpr> all = new ArrayList<>(List.of(bound));
        all.addAll(others);
        return all;
    }

    /** The smallest or largest outcome. */
    private TypedExpr extreme(String function) {
        return outcome.type().isContainer()
                ? expressions.calls().library(function, List.of(outcome), outcome.span())
                : outcome;
    }

    private TypedStmt inside(TypedExpr value, BinaryOperator outside, TypedExpr bound, TypedStmt normalised) {
        Span span = bound.span();
        Type common = Conversions.common(value.type(), bound.type()).orElseThrow();
        TypedExpr condition = new TypedExpr.Binary(
                outside, Conversions.convert(value, common), Conversions.convert(bound, common), Type.INT, span);
        TypedExpr none = new TypedExpr.RealLiteral(Double.NEGATIVE_INFINITY, span);
        return new TypedStmt.If(
                condition, new TypedStmt.IncrementTarget(none, false, span), Optional.of(normalised), span);
    }

    private TypedStmt normalised(Optional<TypedExpr> lower, Optional<TypedExpr> upper, Span span) {
        if (lower.isPresent() && upper.isPresent()) {
            return between(lower.get(), upper.get(), span);
        }
        return lower.isPresent()
                ? subtract(
                        cumulative("_lccdf", exclusive(lower.get()), arguments).orElseThrow(), span)
                : subtract(cumulative("_lcdf", upper.orElseThrow(), arguments).orElseThrow(), span);
    }

    /** Integers from the bound on are those above the one before. */
    private TypedExpr exclusive(TypedExpr lower) {
        Type taken = cumulative("_lccdf", lower, arguments)
                .orElseThrow()
                .function()
                .parameters()
                .get(0)
                .type();
        return taken.scalar() == Type.INT
                ? new TypedExpr.Binary(
                        BinaryOperator.SUBTRACT,
                        lower,
                        new TypedExpr.IntLiteral(1, lower.span()),
                        Type.INT,
                        lower.span())
                : lower;
    }

    /** The difference of two probabilities is no sum over elements, so arguments that vary need a loop. */
    private TypedStmt between(TypedExpr lower, TypedExpr upper, Span span) {
        TypedExpr.Call whole = cumulative("_lcdf", upper, arguments).orElseThrow();
        if (!whole.lifted()) {
            return subtract(difference(lower, upper, arguments, span), span);
        }
        Variable index = new Variable("n", Type.INT, Variable.Scope.LOOP, List.of(), Constraint.NONE, true, span);
        List<TypedExpr> elements = new ArrayList<>();
        Optional<TypedExpr> varying = Optional.empty();
        for (int k = 0; k < arguments.size(); k++) {
            TypedExpr argument = arguments.get(k);
            Type parameter = whole.function().parameters().get(k + 1).type();
            if (argument.type().rank() > parameter.rank()) {
                varying = varying.or(() -> Optional.of(argument));
                elements.add(element(argument, index));
            } else {
                elements.add(argument);
            }
        }
        TypedExpr count = size(varying.orElseThrow());
        TypedStmt body = subtract(difference(lower, upper, elements, span), span);
        return new TypedStmt.For(index, new TypedExpr.IntLiteral(1, span), count, body, span);
    }

    private static TypedExpr element(TypedExpr container, Variable index) {
        List<TypedExpr.Index> indices =
                List.of(new TypedExpr.Index.Single(new TypedExpr.Read(index, container.span())));
        Type type = Indexing.type(container.type(), indices, container.span());
        return new TypedExpr.Indexed(container, indices, type, container.span());
    }

    private TypedExpr difference(TypedExpr lower, TypedExpr upper, List<TypedExpr> others, Span span) {
        TypedExpr above = cumulative("_lcdf", upper, others).orElseThrow();
        TypedExpr below = cumulative("_lcdf", exclusive(lower), others).orElseThrow();
        return expressions.calls().library("log_diff_exp", List.of(above, below), span);
    }

    private TypedStmt subtract(TypedExpr probability, Span span) {
        TypedExpr negative = new TypedExpr.Unary(TypedExpr.UnaryOperator.NEGATE, probability, Type.REAL, span);
        TypedExpr all = repeated
                ? new TypedExpr.Binary(
                        BinaryOperator.MULTIPLY,
                        Conversions.convert(size(outcome), Type.REAL),
                        negative,
                        Type.REAL,
                        span)
                : negative;
        return new TypedStmt.IncrementTarget(all, false, span);
    }

    private static TypedExpr size(TypedExpr container) {
        return new TypedExpr.IntrinsicCall(TypedExpr.Intrinsic.SIZE, List.of(container), Type.INT, container.span());
    }
}
