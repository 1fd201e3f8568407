package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints checked expressions: every operation in parentheses, every conversion as {@code real(...)}. */
final class TypedExprPrinter {

    private static final List<String> PARTS = List.of(".real", ".imag");

    private TypedExprPrinter() {}

    static String print(TypedExpr e) {
        if (e instanceof TypedExpr.IntLiteral literal) {
            return Integer.toString(literal.value());
        }
        if (e instanceof TypedExpr.RealLiteral literal) {
            return Double.toString(literal.value());
        }
        if (e instanceof TypedExpr.Read read) {
            return read.variable().name();
        }
        if (e instanceof TypedExpr.Indexed indexed) {
            return print(indexed.base()) + indices(indexed.indices());
        }
        if (e instanceof TypedExpr.Unary u) {
            return switch (u.operator()) {
                case NEGATE -> "-" + print(u.operand());
                case NOT -> "!" + print(u.operand());
                case TRANSPOSE -> print(u.operand()) + "'";
            };
        }
        if (e instanceof TypedExpr.Binary b) {
            return "(" + print(b.left()) + " " + symbol(b.operator()) + " " + print(b.right()) + ")";
        }
        if (e instanceof TypedExpr.Conditional c) {
            return "(" + print(c.condition()) + " ? " + print(c.whenTrue()) + " : " + print(c.whenFalse()) + ")";
        }
        return call(e);
    }

    private static String call(TypedExpr e) {
        if (e instanceof TypedExpr.Call c) {
            return c.function()
                    + (c.lifted() ? "*" : "")
                    + normalization(c.normalization())
                    + list("(", c.arguments(), ")");
        }
        if (e instanceof TypedExpr.IntrinsicCall c) {
            return c.intrinsic().name().toLowerCase(Locale.ROOT) + list("(", c.arguments(), ")");
        }
        if (e instanceof TypedExpr.ArrayLiteral literal) {
            return list("{", literal.elements(), "}");
        }
        if (e instanceof TypedExpr.RowLiteral literal) {
            return list("[", literal.elements(), "]");
        }
        if (e instanceof TypedExpr.Compound c) {
            return c.type().isComplex()
                    ? list("complex(", c.components(), ")")
                    : list("(", c.components(), c.components().size() == 1 ? ",)" : ")");
        }
        if (e instanceof TypedExpr.Partwise p) {
            String function =
                    p.body() instanceof TypedExpr.Call c ? c.function().name() : "parts";
            return list(function + "~(", p.arguments(), ")");
        }
        if (e instanceof TypedExpr.Component c) {
            return print(c.operand()) + (c.operand().type().isComplex() ? PARTS.get(c.index()) : "." + (c.index() + 1));
        }
        if (e instanceof TypedExpr.Promote p) {
            Type scalar = p.type().scalar();
            return (scalar instanceof Type.Tuple ? "" : scalar) + "(" + print(p.operand()) + ")";
        }
        if (e instanceof TypedExpr.Keep k) {
            return "keep(" + print(k.operand()) + ")";
        }
        if (e instanceof TypedExpr.FunctionName f) {
            return f.function().name();
        }
        if (e instanceof TypedExpr.Closure c) {
            return print(c.function()) + (c.captured().isEmpty() ? "" : list("(..., ", c.captured(), ")"));
        }
        if (e instanceof TypedExpr.Apply a) {
            return a.function() + list("(", a.arguments(), ")");
        }
        if (e instanceof TypedExpr.Jacobian j) {
            return "jacobian(" + (j.argument() + 1) + ", " + print(j.call()) + ")";
        }
        if (e instanceof TypedExpr.Directional d) {
            return "directional(" + (d.argument() + 1) + ", " + print(d.call()) + ", " + print(d.direction()) + ", "
                    + print(d.captured()) + ")";
        }
        if (e instanceof TypedExpr.Gradient g) {
            return "gradient(" + print(g.call()) + ")";
        }
        if (e instanceof TypedExpr.Hessian h) {
            return "hessian(" + print(h.call()) + ", " + print(h.blockSize()) + ")";
        }
        if (e instanceof TypedExpr.Differentiated d) {
            return (d.count() ? "varying(" : "differentiated(") + print(d.operand()) + ")";
        }
        if (e instanceof TypedExpr.Differential d) {
            return d.argument().map(a -> "tangent(" + a + ")").orElse("cotangent");
        }
        throw new CompilerBug("no printed form of " + e.getClass().getSimpleName());
    }

    private static String normalization(TypedExpr.Normalization normalization) {
        return switch (normalization) {
            case FULL -> "";
            case DROP_CONSTANTS -> "~";
            case AS_CALLER -> "?";
        };
    }

    static String list(String open, List<TypedExpr> elements, String close) {
        return elements.stream().map(TypedExprPrinter::print).collect(Collectors.joining(", ", open, close));
    }

    /** In brackets; nothing if there are none. */
    static String indices(List<TypedExpr.Index> indices) {
        return indices.isEmpty()
                ? ""
                : indices.stream().map(TypedExprPrinter::index).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String index(TypedExpr.Index index) {
        if (index instanceof TypedExpr.Index.Single single) {
            return print(single.index());
        }
        if (index instanceof TypedExpr.Index.Multiple multiple) {
            return print(multiple.indices());
        }
        TypedExpr.Index.Range range = (TypedExpr.Index.Range) index;
        return end(range.from()) + ":" + end(range.to());
    }

    private static String end(Optional<TypedExpr> end) {
        return end.map(TypedExprPrinter::print).orElse("");
    }

    static String symbol(TypedExpr.BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case INT_DIVIDE -> "%/%";
            case MODULO -> "%";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case AND -> "&&";
            case OR -> "||";
        };
    }
}
