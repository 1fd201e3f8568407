package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.BinaryOperator;
import dev.cotangent.compiler.typed.TypedExpr.Index;
import dev.cotangent.compiler.typed.TypedExpr.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What expressions mention, and the dropping of terms that mention nothing of interest. */
final class Qualifiers {

    private Qualifiers() {}

    /** True if an expression, or one within it, is as asked. */
    static boolean mentions(TypedExpr expr, Predicate<TypedExpr> asked) {
        return asked.test(expr) || children(expr).anyMatch(c -> mentions(c, asked));
    }

    /**
     * The terms of a sum for which {@code keep} holds, as a sum again; empty if none is kept.
     *
     * <p>Terms are what additions, subtractions and negations of scalars or containers put together.
     */
    static Optional<TypedExpr> terms(TypedExpr sum, Predicate<TypedExpr> keep) {
        if (sum instanceof TypedExpr.Binary b && isAdditive(b.operator())) {
            Optional<TypedExpr> left = terms(b.left(), keep);
            Optional<TypedExpr> right = terms(b.right(), keep);
            if (left.isEmpty()) {
                return b.operator() == BinaryOperator.ADD ? right : right.map(r -> negate(r, b.span()));
            }
            return right.isEmpty()
                    ? left
                    : Optional.of(new TypedExpr.Binary(b.operator(), left.get(), right.get(), b.type(), b.span()));
        }
        if (sum instanceof TypedExpr.Unary u && u.operator() == UnaryOperator.NEGATE) {
            return terms(u.operand(), keep).map(t -> negate(t, u.span()));
        }
        return keep.test(sum) ? Optional.of(sum) : Optional.empty();
    }

    private static boolean isAdditive(BinaryOperator operator) {
        return operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT;
    }

    private static TypedExpr negate(TypedExpr e, Span span) {
        return new TypedExpr.Unary(UnaryOperator.NEGATE, e, e.type(), span);
    }

    /**
     * True if a term is never dropped: it is marked so, or mentions a variable that {@code isParameter} accepts. Integers
     * are data, and so is what sizes of a parameter say.
     */
    static boolean isKept(TypedExpr term, Predicate<TypedExpr.Read> isParameter) {
        if (term.type().isInteger()) {
            return false;
        }
        return term instanceof TypedExpr.Keep
                || term instanceof TypedExpr.Read r && isParameter.test(r)
                || children(term).anyMatch(c -> isKept(c, isParameter));
    }

    private static Stream<TypedExpr> children(TypedExpr expr) {
        if (expr instanceof TypedExpr.Indexed e) {
            return Stream.concat(Stream.of(e.base()), e.indices().stream().flatMap(Qualifiers::children));
        } else if (expr instanceof TypedExpr.Unary e) {
            return Stream.of(e.operand());
        } else if (expr instanceof TypedExpr.Binary e) {
            return Stream.of(e.left(), e.right());
        } else if (expr instanceof TypedExpr.Conditional e) {
            return Stream.of(e.condition(), e.whenTrue(), e.whenFalse());
        } else if (expr instanceof TypedExpr.Call e) {
            return e.arguments().stream();
        } else if (expr instanceof TypedExpr.IntrinsicCall e) {
            return e.arguments().stream();
        } else if (expr instanceof TypedExpr.Closure e) {
            return Stream.concat(Stream.of(e.function()), e.captured().stream());
        } else if (expr instanceof TypedExpr.Apply e) {
            return e.arguments().stream();
        } else if (expr instanceof TypedExpr.Jacobian e) {
            return Stream.of(e.call());
        } else if (expr instanceof TypedExpr.Gradient e) {
            return Stream.of(e.call());
        } else if (expr instanceof TypedExpr.Hessian e) {
            return Stream.of(e.call(), e.blockSize());
        } else if (expr instanceof TypedExpr.Directional e) {
            return Stream.of(e.call(), e.direction(), e.captured());
        } else if (expr instanceof TypedExpr.ArrayLiteral e) {
            return e.elements().stream();
        } else if (expr instanceof TypedExpr.RowLiteral e) {
            return e.elements().stream();
        } else if (expr instanceof TypedExpr.Promote e) {
            return Stream.of(e.operand());
        } else if (expr instanceof TypedExpr.Partwise e) {
            return e.arguments().stream();
        } else if (expr instanceof TypedExpr.Compound e) {
            return e.components().stream();
        } else if (expr instanceof TypedExpr.Component e) {
            return Stream.of(e.operand());
        } else if (expr instanceof TypedExpr.Keep e) {
            return Stream.of(e.operand());
        }
        return Stream.empty();
    }

    private static Stream<TypedExpr> children(Index index) {
        List<TypedExpr> children = new ArrayList<>();
        if (index instanceof Index.Single s) {
            children.add(s.index());
        } else if (index instanceof Index.Multiple m) {
            children.add(m.indices());
        } else if (index instanceof Index.Range r) {
            r.from().ifPresent(children::add);
            r.to().ifPresent(children::add);
        }
        return children.stream();
    }
}
