package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What expressions can depend on. The rule is static, as in Stan: it asks where variables are declared. */
final class Qualifiers {

    private Qualifiers() {}

    /**
     * True if the value can't depend on parameters. Integers that have a name or that a function returns can't; what
     * operators make of parameters can, as {@code a > 0}.
     */
    static boolean isData(TypedExpr e) {
        if (e instanceof TypedExpr.Read read) {
            return read.variable().dataOnly() || e.type().isInteger();
        }
        if (e.type().isInteger() && !isOperation(e)) {
            return true;
        }
        if (e instanceof TypedExpr.Differential || e instanceof TypedExpr.Apply || isTarget(e)) {
            return false;
        }
        return children(e).allMatch(Qualifiers::isData);
    }

    private static boolean isOperation(TypedExpr e) {
        return e instanceof TypedExpr.Unary
                || e instanceof TypedExpr.Binary
                || e instanceof TypedExpr.Conditional
                || e instanceof TypedExpr.Indexed
                || e instanceof TypedExpr.ArrayLiteral
                || e instanceof TypedExpr.Compound
                || e instanceof TypedExpr.Promote;
    }

    /** The first variable, if any, that is not yet known when sizes of top-level variables are computed. */
    static Optional<TypedExpr.Read> unknownAtBind(TypedExpr e) {
        if (e instanceof TypedExpr.Read read) {
            return isKnownAtBind(read.variable()) ? Optional.empty() : Optional.of(read);
        }
        return children(e).flatMap(c -> unknownAtBind(c).stream()).findFirst();
    }

    private static boolean isKnownAtBind(Variable variable) {
        return switch (variable.scope()) {
            case DATA, TRANSFORMED_DATA -> true;
            default -> false;
        };
    }

    /** True if an expression reads a variable. */
    static boolean reads(TypedExpr e, Variable variable) {
        return e instanceof TypedExpr.Read read && read.variable() == variable
                || children(e).anyMatch(c -> reads(c, variable));
    }

    private static boolean isTarget(TypedExpr e) {
        return e instanceof TypedExpr.IntrinsicCall call && call.intrinsic() == TypedExpr.Intrinsic.TARGET;
    }

    /** The expressions right within one. */
    static Stream<TypedExpr> children(TypedExpr e) {
        if (e instanceof TypedExpr.Indexed i) {
            return Stream.concat(Stream.of(i.base()), i.indices().stream().flatMap(Qualifiers::expressions));
        }
        if (e instanceof TypedExpr.Unary u) {
            return Stream.of(u.operand());
        }
        if (e instanceof TypedExpr.Binary b) {
            return Stream.of(b.left(), b.right());
        }
        if (e instanceof TypedExpr.Conditional c) {
            return Stream.of(c.condition(), c.whenTrue(), c.whenFalse());
        }
        if (e instanceof TypedExpr.Promote p) {
            return Stream.of(p.operand());
        }
        if (e instanceof TypedExpr.Component c) {
            return Stream.of(c.operand());
        }
        if (e instanceof TypedExpr.Keep k) {
            return Stream.of(k.operand());
        }
        return elements(e).stream();
    }

    private static List<TypedExpr> elements(TypedExpr e) {
        if (e instanceof TypedExpr.Call c) {
            return c.arguments();
        }
        if (e instanceof TypedExpr.IntrinsicCall c) {
            return c.arguments();
        }
        if (e instanceof TypedExpr.ArrayLiteral l) {
            return l.elements();
        }
        if (e instanceof TypedExpr.RowLiteral l) {
            return l.elements();
        }
        if (e instanceof TypedExpr.Partwise p) {
            return p.arguments();
        }
        if (e instanceof TypedExpr.Compound c) {
            return c.components();
        }
        if (e instanceof TypedExpr.Closure c) {
            return c.captured();
        }
        if (e instanceof TypedExpr.Apply a) {
            return a.arguments();
        }
        if (e instanceof TypedExpr.Jacobian j) {
            return List.of(j.call());
        }
        if (e instanceof TypedExpr.Directional d) {
            return List.of(d.call(), d.direction(), d.captured());
        }
        if (e instanceof TypedExpr.Gradient g) {
            return List.of(g.call());
        }
        if (e instanceof TypedExpr.Hessian h) {
            return List.of(h.call(), h.blockSize());
        }
        if (e instanceof TypedExpr.Differentiated d) {
            return List.of(d.operand());
        }
        boolean leaf = e instanceof TypedExpr.IntLiteral
                || e instanceof TypedExpr.RealLiteral
                || e instanceof TypedExpr.Read
                || e instanceof TypedExpr.FunctionName
                || e instanceof TypedExpr.Differential;
        if (leaf) {
            return List.of();
        }
        throw new CompilerBug("no children known of " + e.getClass().getSimpleName());
    }

    /** The expressions in an index. */
    static Stream<TypedExpr> expressions(TypedExpr.Index index) {
        if (index instanceof TypedExpr.Index.Single s) {
            return Stream.of(s.index());
        }
        if (index instanceof TypedExpr.Index.Multiple m) {
            return Stream.of(m.indices());
        }
        TypedExpr.Index.Range range = (TypedExpr.Index.Range) index;
        return Stream.concat(range.from().stream(), range.to().stream());
    }
}
