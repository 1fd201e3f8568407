package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** An expression as written; parentheses are in the structure. */
public sealed interface Expression {

    Span span();

    record IntLiteral(int value, Span span) implements Expression {}

    /** {@code text} is as written, for messages and printing. */
    record RealLiteral(double value, String text, Span span) implements Expression {}

    /** {@code 2i}; {@code text} is as written. */
    record ImaginaryLiteral(double value, String text, Span span) implements Expression {}

    record Name(Identifier name) implements Expression {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code conditional} says that a bar stands after the first argument. */
    record Call(Identifier function, List<Expression> arguments, boolean conditional, Span span)
            implements Expression {}

    record Indexed(Expression base, List<Index> indices, Span span) implements Expression {}

    record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

    /** {@code operatorSpan} is the operator's own place. */
    record Binary(BinaryOperator operator, Expression left, Expression right, Span operatorSpan) implements Expression {
        @Override
        public Span span() {
            return left.span().to(right.span());
        }
    }

    record Conditional(Expression condition, Expression whenTrue, Expression whenFalse) implements Expression {
        @Override
        public Span span() {
            return condition.span().to(whenFalse.span());
        }
    }

    /** {@code {a, b}}. */
    record ArrayLiteral(List<Expression> elements, Span span) implements Expression {}

    /** {@code [a, b]}. */
    record RowLiteral(List<Expression> elements, Span span) implements Expression {}

    /** {@code (a, b)}, or {@code (a,)}. */
    record TupleLiteral(List<Expression> components, Span span) implements Expression {}

    /** {@code base.2}: a component of a tuple, counted from 1. */
    record Component(Expression base, int number, Span span) implements Expression {}

    /** One index between brackets. */
    sealed interface Index {
        Span span();

        /** An expression: an int, or an array of ints. */
        record At(Expression value) implements Index {
            @Override
            public Span span() {
                return value.span();
            }
        }

        /** {@code from:to}, either end optional; nothing at all is the whole dimension too. */
        record Range(Optional<Expression> from, Optional<Expression> to, Span span) implements Index {}
    }
}
