package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A statement as written. A declaration is one too. */
public sealed interface Statement {

    Span span();

    record Declaration(TypeSyntax type, List<Declarator> declarators, Span span) implements Statement {

        /** The same names and types, without values. */
        public Declaration withoutInitializers() {
            return new Declaration(
                    type,
                    declarators.stream()
                            .map(d -> new Declarator(d.name(), Optional.empty()))
                            .toList(),
                    span);
        }
    }

    record Declarator(Identifier name, Optional<Expression> initializer) {}

    /** {@code target = value}, or with an operator before the equals sign. */
    record Assignment(Expression target, Optional<BinaryOperator> operator, Expression value, Span span)
            implements Statement {}

    /** {@code target += value}. */
    record TargetIncrement(Expression value, Span span) implements Statement {}

    /** {@code jacobian += value}. */
    record JacobianIncrement(Expression value, Span span) implements Statement {}

    /** {@code outcome ~ distribution(arguments) T[lower, upper]}. */
    record Tilde(
            Expression outcome,
            Identifier distribution,
            List<Expression> arguments,
            Optional<Truncation> truncation,
            Span span)
            implements Statement {}

    /** {@code T[lower, upper]}, with one bound or both. */
    record Truncation(Optional<Expression> lower, Optional<Expression> upper, Span span) {}

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

    /** {@code print}, {@code reject} or {@code fatal_error}. */
    record Message(Kind kind, List<Part> parts, Span span) implements Statement {
        public enum Kind {
            PRINT,
            REJECT,
            FATAL_ERROR;

            /** The word that it begins with. */
            public String keyword() {
                return name().toLowerCase(Locale.ROOT);
            }
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
