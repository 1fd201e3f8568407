package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.TypeSyntax;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.grammar.ModelParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** Builds types as written. */
final class TypeBuilder {

    /** Loops over an array are nested so deeply. */
    private static final int MOST_DIMENSIONS = 50;

    private final Spans spans;
    private final List<Diagnostic> diagnostics;
    private final ExpressionBuilder expressions;

    TypeBuilder(Spans spans, List<Diagnostic> diagnostics, ExpressionBuilder expressions) {
        this.spans = spans;
        this.diagnostics = diagnostics;
        this.expressions = expressions;
    }

    TypeSyntax type(ModelParser.TypeContext context) {
        boolean array = context.ARRAY() != null;
        List<Optional<Expression>> arraySizes = array ? sizes(context.sizes(0)) : List.of();
        boolean tuple = context.TUPLE() != null;
        Token token = (tuple ? context.TUPLE() : context.TYPE()).getSymbol();
        Identifier name = new Identifier(token.getText(), spans.of(token));
        if (tuple) {
            List<TypeSyntax> components =
                    context.type().stream().map(this::type).toList();
            return new TypeSyntax(arraySizes, name, List.of(), List.of(), components, spans.of(context));
        }
        ModelParser.SizesContext own = context.sizes(array ? 1 : 0);
        return new TypeSyntax(
                arraySizes,
                name,
                bounds(context.constraint()),
                own == null ? List.of() : sizes(own),
                spans.of(context));
    }

    /** {@code void}, or a type of the library's signatures. */
    TypeSyntax named(ParserRuleContext context) {
        Identifier name = spans.identifier(context);
        return new TypeSyntax(List.of(), name, List.of(), List.of(), name.span());
    }

    TypeSyntax named(Token token) {
        Identifier name = new Identifier(token.getText(), spans.of(token));
        return new TypeSyntax(List.of(), name, List.of(), List.of(), name.span());
    }

    private List<TypeSyntax.Bound> bounds(ModelParser.ConstraintContext context) {
        if (context == null) {
            return List.of();
        }
        return context.bound().stream()
                .map(b -> new TypeSyntax.Bound(
                        new Identifier(
                                b.IDENTIFIER().getText(),
                                spans.of(b.IDENTIFIER().getSymbol())),
                        expressions.bound(b.boundExpression())))
                .toList();
    }

    /** One entry a dimension: as many as commas, and one more. */
    private List<Optional<Expression>> sizes(ModelParser.SizesContext context) {
        List<Optional<Expression>> sizes = new ArrayList<>();
        Optional<Expression> size = Optional.empty();
        for (ParseTree child : context.children.subList(1, context.getChildCount())) {
            if (child instanceof ModelParser.ExpressionContext expression) {
                size = Optional.of(expressions.expression(expression));
            } else {
                sizes.add(size);
                size = Optional.empty();
            }
        }
        if (sizes.size() > MOST_DIMENSIONS) {
            diagnostics.add(Diagnostic.error(
                    Code.TOO_LARGE,
                    spans.of(context),
                    sizes.size() + " dimensions are more than the " + MOST_DIMENSIONS + " that an array can have"));
        }
        return sizes;
    }
}
