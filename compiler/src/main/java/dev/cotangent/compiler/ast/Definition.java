package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** What a functions block or a library file holds. */
public sealed interface Definition {

    Identifier name();

    List<Parameter> parameters();

    Span span();

    /**
     * A parameter of a function.
     *
     * @param type its type; of a parameter that is a function, what that returns
     * @param function of a parameter that is a function: what it takes
     */
    record Parameter(boolean data, TypeSyntax type, Identifier name, Optional<FunctionForm> function) {}

    /**
     * What a function that is a parameter takes.
     *
     * @param variadic true if more arguments may follow
     */
    record FunctionForm(List<Parameter> parameters, boolean variadic) {}

    /** A function; without a body it is a declaration of one that is defined elsewhere in the block. */
    record FunctionDefinition(
            TypeSyntax returnType,
            Identifier name,
            List<Parameter> parameters,
            Optional<Statement.Block> body,
            Span span)
            implements Definition {}

    /** A Java primitive; {@code requirements} are conditions on its arguments. */
    record ExternDefinition(
            String owner,
            TypeSyntax returnType,
            Identifier name,
            List<Parameter> parameters,
            List<Expression> requirements,
            List<Rule> rules,
            Span span)
            implements Definition {}

    /** {@code d argument = value}, or {@code tangent = value} without an argument. */
    record Rule(Identifier kind, Optional<Identifier> argument, Expression value) {}

    /** The Fisher information of a distribution. */
    record FisherDefinition(Identifier name, List<Parameter> parameters, List<Information> entries, Span span)
            implements Definition {}

    /** An entry of a Fisher information; without a column a quadratic form. */
    record Information(Identifier row, Optional<Identifier> column, Expression value) {}
}
