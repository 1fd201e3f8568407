package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A statement as written. A declaration is one too. */
public sealed interface Statement {

    Span span();

    record Declaration(TypeSyntax type, List<Declarator> declarators, Span span) implements Statement {}

    record Declarator(Identifier name, Optional<Expression> initializer) {}

    /** {@code target = value}, or with an operator before the equals sign. */
    record Assignment(Expression target, Optional<BinaryOperator> operator, Expression value, Span span)
            implements Statement {}

    /** {@code target += value}. */
    record TargetIncrement(Expression value, Span span) implements Statement {}

    /** {@code outcome ~ distribution(arguments)}. */
    record Tilde(Expression outcome, Identifier distribution, List<Expression> arguments, Span span)
            implements Statement {}

    record CallStatement(Expression.Call call, Span span) implements Statement {}

    record For(Identifier index, Expression from, Expression to, Statement body, Span span) implements Statement {}

    record ForEach(Identifier element, Expression container, Statement body, Span span) implements Statement {}

    record While(Expression condition, Statement body, Span span) implements Statement {}

    record If(Expression condition, Statement whenTrue, Optional<Statement> whenFalse, Span span)
            implements Statement {}

    record Block(List<Statement> statements, Span span) implements Statement {}

    record Profile(String name, Block body, Span span) implements Statement {}

    record Break(Span span) implements Statement {}

    record Continue(Span span) implements Statement {}

    record Return(Optional<Expression> value, Span span) implements Statement {}

    /** {@code print} or {@code reject}. */
    record Message(Kind kind, List<Part> parts, Span span) implements Statement {
        public enum Kind {
            PRINT,
            REJECT
        }
    }

    /** Part of a message. */
    sealed interface Part {
        record Text(String text) implements Part {}

        record Value(Expression value) implements Part {}
    }

    record Require(Expression condition, Span span) implements Statement {}

    record Support(Expression condition, Span span) implements Statement {}
}
