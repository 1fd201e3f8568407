package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.check.Library;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedTree;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the checker found out about the places of a program's text. */
final class Known {

    private final Library library;
    private final Set<String> own;
    private final Map<Span, TypedExpr> expressions = new HashMap<>();
    private final Map<Span, TypedExpr.Call> tildes = new HashMap<>();

    Known(TypedProgram program, Library library) {
        this.library = library;
        this.own = program.functions().stream().map(Function::name).collect(Collectors.toSet());
        List<TypedStmt> statements = new ArrayList<>(program.transformedParameters());
        statements.addAll(program.model());
        TypedTree.all(statements, TypedExpr.class).forEach(this::note);
        program.parameters().stream()
                .filter(p -> p.constraint() instanceof Constraint.Bounds)
                .map(p -> (Constraint.Bounds) p.constraint())
                .flatMap(b -> Stream.concat(b.lower().stream(), b.upper().stream()))
                .forEach(bound -> TypedTree.all(List.of(bound), TypedExpr.class).forEach(this::note));
        for (TypedStmt.IncrementTarget s : TypedTree.all(statements, TypedStmt.IncrementTarget.class)) {
            if (s.tilde() && s.value() instanceof TypedExpr.Call call) {
                tildes.put(s.span(), call);
            }
        }
    }

    private void note(TypedExpr e) {
        if (!(e instanceof TypedExpr.Promote)) {
            expressions.putIfAbsent(e.span(), e);
        }
    }

    /** The call that the {@code ~} at a place is. */
    Optional<TypedExpr.Call> tilde(Span span) {
        return Optional.ofNullable(tildes.get(span));
    }

    Optional<TypedExpr> expression(Expression written) {
        return Optional.ofNullable(expressions.get(written.span()));
    }

    Optional<TypedExpr.Call> call(Expression.Call written) {
        return expression(written).filter(TypedExpr.Call.class::isInstance).map(TypedExpr.Call.class::cast);
    }

    int rank(Expression written) {
        return expression(written).map(e -> e.type().rank()).orElse(0);
    }

    /** True if no parameter decides the value; of an expression that was not kept, if it is a literal. */
    boolean isData(Expression written) {
        return expression(written)
                .map(e -> TypedTree.all(List.of(e), TypedExpr.Read.class).stream()
                        .allMatch(r -> r.variable().dataOnly() || r.variable().scope() == Variable.Scope.LOOP))
                .orElse(written instanceof Expression.IntLiteral || written instanceof Expression.RealLiteral);
    }

    boolean isData(List<Expression> arguments, Optional<Expression> lower, Optional<Expression> upper) {
        return Stream.of(arguments.stream(), lower.stream(), upper.stream())
                .flatMap(s -> s)
                .allMatch(this::isData);
    }

    boolean exists(String function) {
        return own.contains(function) || !library.functions(function).isEmpty();
    }

    /** True if a density of the library has no mass below a bound, by itself. */
    static boolean endsBelow(Function density, Expression bound) {
        return number(bound)
                .filter(b -> hasSupport(
                        density, b, TypedExpr.BinaryOperator.GREATER, TypedExpr.BinaryOperator.GREATER_OR_EQUAL))
                .isPresent();
    }

    /** True if a density of the library has no mass above a bound, by itself. */
    static boolean endsAbove(Function density, Expression bound) {
        return number(bound)
                .filter(b ->
                        hasSupport(density, b, TypedExpr.BinaryOperator.LESS, TypedExpr.BinaryOperator.LESS_OR_EQUAL))
                .isPresent();
    }

    private static boolean hasSupport(
            Function density, double bound, TypedExpr.BinaryOperator strict, TypedExpr.BinaryOperator weak) {
        if (!(density.hasBody() && density.body() instanceof Function.Code code)) {
            return false;
        }
        Variable outcome = density.parameters().get(0);
        return TypedTree.all(List.of(code.block()), TypedStmt.Support.class).stream()
                .flatMap(s -> TypedTree.nodes(s.condition()))
                .anyMatch(e -> e instanceof TypedExpr.Binary b
                        && (b.operator() == strict || b.operator() == weak)
                        && b.left() instanceof TypedExpr.Read r
                        && r.variable() == outcome
                        && number(b.right()).filter(n -> n == bound).isPresent());
    }

    private static Optional<Double> number(TypedExpr e) {
        TypedExpr value = e instanceof TypedExpr.Promote p ? p.operand() : e;
        if (value instanceof TypedExpr.IntLiteral i) {
            return Optional.of((double) i.value());
        }
        return value instanceof TypedExpr.RealLiteral r ? Optional.of(r.value()) : Optional.empty();
    }

    private static Optional<Double> number(Expression e) {
        if (e instanceof Expression.IntLiteral i) {
            return Optional.of((double) i.value());
        }
        return e instanceof Expression.RealLiteral r ? Optional.of(r.value()) : Optional.empty();
    }
}
