package dev.cotangent.compiler.typed;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A checked statement. {@code ~} has become an increment of the target by a call that drops constants. */
public sealed interface TypedStmt {

    Span span();

    record Declare(Variable variable, Optional<TypedExpr> initializer, Span span) implements TypedStmt {}

    /** {@code variable[indices] operator= value}; no indices assign the whole. The value is evaluated first. */
    record Assign(
            Variable variable,
            List<TypedExpr.Index> indices,
            Optional<TypedExpr.BinaryOperator> operator,
            TypedExpr value,
            Span span)
            implements TypedStmt {}

    /**
     * {@code (a, b[i]) = value}: the value is evaluated first, then its components are assigned from left to right. No
     * variable is assigned twice or read in an index.
     */
    record Unpack(List<Destination> destinations, TypedExpr value, Span span) implements TypedStmt {}

    /** Where a component of an unpacked tuple goes. */
    sealed interface Destination {

        Type type();

        /** A variable or a part of one. */
        record Part(Variable variable, List<TypedExpr.Index> indices, Type type) implements Destination {}

        /** A component that is unpacked in turn. */
        record Nested(List<Destination> destinations) implements Destination {
            @Override
            public Type type() {
                return new Type.Tuple(
                        destinations.stream().map(Destination::type).toList());
            }
        }
    }

    /** {@code target += value}; a container adds all its elements. {@code tilde} says that it was written with ~. */
    record IncrementTarget(TypedExpr value, boolean tilde, Span span) implements TypedStmt {}

    /** {@code jacobian += value}: counts only where the log density of unconstrained parameters is wanted. */
    record IncrementJacobian(TypedExpr value, Span span) implements TypedStmt {}

    record For(Variable index, TypedExpr from, TypedExpr to, TypedStmt body, Span span) implements TypedStmt {}

    record ForEach(Variable element, TypedExpr container, TypedStmt body, Span span) implements TypedStmt {}

    record While(TypedExpr condition, TypedStmt body, Span span) implements TypedStmt {}

    record If(TypedExpr condition, TypedStmt whenTrue, Optional<TypedStmt> whenFalse, Span span) implements TypedStmt {}

    record Block(List<TypedStmt> statements, Span span) implements TypedStmt {}

    record Break(Span span) implements TypedStmt {}

    record Continue(Span span) implements TypedStmt {}

    record Return(Optional<TypedExpr> value, Span span) implements TypedStmt {}

    /** A call of a void function. */
    record CallStatement(TypedExpr.Call call, Span span) implements TypedStmt {}

    record Print(List<Message> parts, Span span) implements TypedStmt {}

    /** {@code reject}, which refuses the point, or {@code fatal_error}, which ends the run. */
    record Reject(List<Message> parts, boolean fatal, Span span) implements TypedStmt {}

    /** In a library density: where it has mass. */
    record Support(TypedExpr condition, Span span) implements TypedStmt {}

    /** In a library function: the domain of an argument. */
    record Require(TypedExpr condition, Span span) implements TypedStmt {}

    /** Part of a message. */
    sealed interface Message {
        record Text(String text) implements Message {}

        record Value(TypedExpr value) implements Message {}
    }
}
