package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.ast.UnaryOperator;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.grammar.ModelParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Builds statements. */
final class StatementBuilder {

    private final Spans spans;
    private final List<Diagnostic> diagnostics;
    private final ExpressionBuilder expressions;
    private final TypeBuilder types;

    StatementBuilder(Spans spans, List<Diagnostic> diagnostics) {
        this.spans = spans;
        this.diagnostics = diagnostics;
        this.expressions = new ExpressionBuilder(spans, diagnostics);
        this.types = new TypeBuilder(spans, diagnostics, expressions);
    }

    Statement.Block block(ModelParser.BracesContext context) {
        return new Statement.Block(statements(context.statement()), spans.of(context));
    }

    /** Those of a block; what is wrong is reported and left out. */
    List<Statement> statements(List<ModelParser.StatementContext> contexts) {
        List<Statement> statements = new ArrayList<>();
        for (ModelParser.StatementContext context : contexts) {
            if (!(context instanceof ModelParser.EmptyStatementContext)) {
                statements.add(statement(context));
            }
        }
        return statements;
    }

    private Statement statement(ModelParser.StatementContext context) {
        if (context instanceof ModelParser.DeclarationContext c) {
            return declaration(c);
        }
        if (context instanceof ModelParser.ExpressionStatementContext c) {
            return expressionStatement(c);
        }
        if (context instanceof ModelParser.BracesStatementContext c) {
            return block(c.braces());
        }
        if (context instanceof ModelParser.MessageStatementContext c) {
            return message(c);
        }
        if (context instanceof ModelParser.RequireStatementContext c) {
            return new Statement.Require(expressions.expression(c.expression()), spans.of(c));
        }
        if (context instanceof ModelParser.SupportStatementContext c) {
            return new Statement.Support(expressions.expression(c.expression()), spans.of(c));
        }
        return control(context);
    }

    private Statement control(ModelParser.StatementContext context) {
        Span span = spans.of(context);
        if (context instanceof ModelParser.ForStatementContext c) {
            return loop(c, span);
        }
        if (context instanceof ModelParser.WhileStatementContext c) {
            return new Statement.While(expressions.expression(c.expression()), statement(c.statement()), span);
        }
        if (context instanceof ModelParser.IfStatementContext c) {
            Optional<Statement> otherwise = Optional.ofNullable(c.statement(1)).map(this::statement);
            return new Statement.If(expressions.expression(c.expression()), statement(c.statement(0)), otherwise, span);
        }
        if (context instanceof ModelParser.ReturnStatementContext c) {
            return new Statement.Return(expressions.optional(c.expression()), span);
        }
        if (context instanceof ModelParser.JumpStatementContext c) {
            return c.keyword.getText().equals("break") ? new Statement.Break(span) : new Statement.Continue(span);
        }
        if (context instanceof ModelParser.ProfileStatementContext c) {
            return new Statement.Profile(unquote(c.STRING().getSymbol()), block(c.braces()), span);
        }
        if (context instanceof ModelParser.EmptyStatementContext) {
            return new Statement.Block(List.of(), span);
        }
        throw new CompilerBug("statement " + context.getClass().getSimpleName());
    }

    private Statement loop(ModelParser.ForStatementContext c, Span span) {
        Expression from = expressions.expression(c.expression(0));
        Statement body = statement(c.statement());
        return c.expression().size() == 1
                ? new Statement.ForEach(spans.identifier(c.identifier()), from, body, span)
                : new Statement.For(
                        spans.identifier(c.identifier()), from, expressions.expression(c.expression(1)), body, span);
    }

    private Statement declaration(ModelParser.DeclarationContext context) {
        List<Statement.Declarator> declarators = new ArrayList<>();
        for (ModelParser.DeclaratorContext d : context.declarator()) {
            if (d.sizes() != null) {
                diagnostics.add(OldArrays.diagnostic(context, d, spans));
            }
            declarators.add(
                    new Statement.Declarator(spans.identifier(d.identifier()), expressions.optional(d.expression())));
        }
        return new Statement.Declaration(types.type(context.type()), declarators, spans.of(context));
    }

    private Statement expressionStatement(ModelParser.ExpressionStatementContext c) {
        Span span = spans.of(c);
        Expression first = expressions.expression(c.expression(0));
        if (c.assignmentOperator() != null) {
            return assignment(first, c.assignmentOperator().getText(), expressions.expression(c.expression(1)), span);
        }
        if (c.identifier() != null) {
            List<Expression> arguments = expressions.expressions(
                    c.expression().subList(1, c.expression().size()));
            return new Statement.Tilde(
                    first, spans.identifier(c.identifier()), arguments, truncation(c.truncation()), span);
        }
        if (first instanceof Expression.Call call) {
            return new Statement.CallStatement(call, span);
        }
        diagnostics.add(notAStatement(first));
        return new Statement.Block(List.of(), span);
    }

    /** Empty also for {@code T[,]}, which truncates nothing. */
    private Optional<Statement.Truncation> truncation(ModelParser.TruncationContext context) {
        if (context == null) {
            return Optional.empty();
        }
        Token keyword = context.IDENTIFIER().getSymbol();
        if (!keyword.getText().equals("T")) {
            diagnostics.add(Diagnostic.error(Code.SYNTAX, spans.of(keyword), "unexpected `" + keyword.getText() + "`")
                    .withAllowed(List.of("`;`, or a truncation `T[lower, upper]`")));
        }
        Optional<Expression> lower = expressions.optional(context.lower);
        Optional<Expression> upper = expressions.optional(context.upper);
        return lower.isPresent() || upper.isPresent()
                ? Optional.of(new Statement.Truncation(lower, upper, spans.of(context)))
                : Optional.empty();
    }

    private Statement assignment(Expression target, String symbol, Expression value, Span span) {
        boolean sum = symbol.equals("+=");
        if (sum && target instanceof Expression.Name n && n.name().text().equals("target")) {
            return new Statement.TargetIncrement(value, span);
        }
        if (sum && target instanceof Expression.Name n && n.name().text().equals("jacobian")) {
            return new Statement.JacobianIncrement(value, span);
        }
        if (!isAssignable(target)) {
            diagnostics.add(Diagnostic.error(
                    Code.NOT_A_STATEMENT, target.span(), "only a variable or a part of one can be assigned"));
        }
        return new Statement.Assignment(target, operator(symbol), value, span);
    }

    /** A variable, a part of one, or a tuple of such. */
    private static boolean isAssignable(Expression target) {
        if (target instanceof Expression.TupleLiteral tuple) {
            return tuple.components().stream().allMatch(StatementBuilder::isAssignable);
        }
        Expression base = target;
        while (!(base instanceof Expression.Name)) {
            if (base instanceof Expression.Indexed indexed) {
                base = indexed.base();
            } else if (base instanceof Expression.Component component) {
                base = component.base();
            } else {
                return false;
            }
        }
        return true;
    }

    private static Optional<BinaryOperator> operator(String symbol) {
        return switch (symbol) {
            case "=" -> Optional.empty();
            case "+=" -> Optional.of(BinaryOperator.ADD);
            case "-=" -> Optional.of(BinaryOperator.SUBTRACT);
            case "*=" -> Optional.of(BinaryOperator.MULTIPLY);
            case "/=" -> Optional.of(BinaryOperator.DIVIDE);
            case ".*=" -> Optional.of(BinaryOperator.ELEMENTWISE_MULTIPLY);
            case "./=" -> Optional.of(BinaryOperator.ELEMENTWISE_DIVIDE);
            default -> throw new CompilerBug("assignment operator " + symbol);
        };
    }

    private static Diagnostic notAStatement(Expression expression) {
        if (expression instanceof Expression.Binary b
                && b.operator() == BinaryOperator.LESS
                && leftmost(b.right()) instanceof Expression.Unary u
                && u.operator() == UnaryOperator.NEGATE) {
            return Diagnostic.error(
                            Code.OLD_SYNTAX, b.operatorSpan().to(b.right().span()), "`<-` is not an assignment")
                    .withHint("write `=`");
        }
        return Diagnostic.error(Code.NOT_A_STATEMENT, expression.span(), "an expression alone is not a statement")
                .withAllowed(List.of("an assignment `x = ...`, a distribution `x ~ ...`, or the call of a function"));
    }

    /** Where the text of an expression begins: {@code -a} of {@code -a * b + c}. */
    private static Expression leftmost(Expression expression) {
        return expression instanceof Expression.Binary b ? leftmost(b.left()) : expression;
    }

    private Statement message(ModelParser.MessageStatementContext context) {
        Token keyword = context.MESSAGE().getSymbol();
        Statement.Message.Kind kind =
                Statement.Message.Kind.valueOf(keyword.getText().toUpperCase(Locale.ROOT));
        List<Statement.Part> parts = context.message().stream().map(this::part).toList();
        return new Statement.Message(kind, parts, spans.of(context));
    }

    private Statement.Part part(ModelParser.MessageContext context) {
        return context.STRING() != null
                ? new Statement.Part.Text(unquote(context.STRING().getSymbol()))
                : new Statement.Part.Value(expressions.expression(context.expression()));
    }

    private static String unquote(Token token) {
        return token.getText().substring(1, token.getText().length() - 1);
    }
}
