package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.ast.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes increments of the target by sums apart, so that each density is a statement of its own. */
final class Terms {

    private Terms() {}

    static List<Statement> apart(List<Statement> statements, Known known) {
        List<Statement> all = new ArrayList<>();
        statements.forEach(s -> all.addAll(apart(s, known)));
        return all;
    }

    private static List<Statement> apart(Statement statement, Known known) {
        if (statement instanceof Statement.TargetIncrement s && known.rank(s.value()) == 0) {
            return increments(s);
        }
        if (statement instanceof Statement.Block s) {
            return List.of(new Statement.Block(apart(s.statements(), known), s.span()));
        }
        if (statement instanceof Statement.For s) {
            Statement body =
                    new Statement.Block(apart(s.body(), known), s.body().span());
            return List.of(new Statement.For(s.index(), s.from(), s.to(), body, s.span()));
        }
        return List.of(statement);
    }

    private static List<Statement> increments(Statement.TargetIncrement statement) {
        List<Expression> densities = new ArrayList<>();
        Optional<Expression> rest = without(statement.value(), densities);
        List<Statement> increments = new ArrayList<>();
        densities.forEach(d -> increments.add(new Statement.TargetIncrement(d, d.span())));
        rest.ifPresent(r -> increments.add(new Statement.TargetIncrement(r, statement.span())));
        return increments;
    }

    /** A sum without its terms that are densities, which are added to a list. */
    private static Optional<Expression> without(Expression value, List<Expression> densities) {
        if (value instanceof Expression.Call call && call.conditional()) {
            densities.add(call);
            return Optional.empty();
        }
        if (value instanceof Expression.Binary sum && sum.operator() == BinaryOperator.ADD) {
            Optional<Expression> left = without(sum.left(), densities);
            Optional<Expression> right = without(sum.right(), densities);
            return left.isPresent() && right.isPresent()
                    ? Optional.of(
                            new Expression.Binary(BinaryOperator.ADD, left.get(), right.get(), sum.operatorSpan()))
                    : left.or(() -> right);
        }
        if (value instanceof Expression.Binary sum && sum.operator() == BinaryOperator.SUBTRACT) {
            Optional<Expression> left = without(sum.left(), densities);
            Expression right = sum.right();
            return Optional.of(left.map(l ->
                            (Expression) new Expression.Binary(BinaryOperator.SUBTRACT, l, right, sum.operatorSpan()))
                    .orElseGet(() -> new Expression.Unary(UnaryOperator.NEGATE, right, right.span())));
        }
        return Optional.of(value);
    }
}
