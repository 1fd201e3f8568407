package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes syntax that stands at a place of the text. */
record Syntax(Span span) {

    Identifier identifier(String name) {
        return new Identifier(name, span);
    }

    Expression name(String name) {
        return new Expression.Name(identifier(name));
    }

    Expression integer(int value) {
        return new Expression.IntLiteral(value, span);
    }

    Expression call(String function, Expression... arguments) {
        return new Expression.Call(identifier(function), List.of(arguments), false, span);
    }

    Expression call(String function, Expression first, List<Expression> others) {
        return new Expression.Call(identifier(function), with(first, others), false, span);
    }

    /** A function of a distribution. */
    Expression conditional(String function, Expression first, List<Expression> others) {
        return new Expression.Call(identifier(function), with(first, others), true, span);
    }

    Expression binary(BinaryOperator operator, Expression left, Expression right) {
        return new Expression.Binary(operator, left, right, span);
    }

    /** {@code base[indices]}; without indices the base itself. */
    Expression indexed(Expression base, List<Expression> indices) {
        return indices.isEmpty()
                ? base
                : new Expression.Indexed(
                        base,
                        indices.stream()
                                .map(i -> (Expression.Index) new Expression.Index.At(i))
                                .toList(),
                        span);
    }

    Statement assign(Expression target, Expression value) {
        return new Statement.Assignment(target, Optional.empty(), value, span);
    }

    Statement increment(Expression value) {
        return new Statement.TargetIncrement(value, span);
    }

    Statement block(List<Statement> statements) {
        return statements.size() == 1 ? statements.get(0) : new Statement.Block(statements, span);
    }

    /** Loops around a body, the first outermost, each from 1 to its size. */
    Statement loops(List<String> indices, List<Expression> sizes, Statement body) {
        Statement around = body;
        for (int k = indices.size() - 1; k >= 0; k--) {
            around = new Statement.For(identifier(indices.get(k)), integer(1), sizes.get(k), around, span);
        }
        return around;
    }

    private static List<Expression> with(Expression first, List<Expression> others) {
        List<Expression> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
