package dev.cotangent.compiler.typed;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.stream.Stream;

/**
 * A declared variable, a function's parameter or a loop's index. Compared by identity.
 *
 * <p>{@code sizes} holds one expression a dimension, array dimensions first; it is empty for scalars, and for function
 * parameters, whose sizes are their arguments'.
 *
 * <p>A declared variable of a structured type has components, which are variables too: {@code x.1}, {@code x.2} for a
 * tuple, {@code z.real}, {@code z.imag} for a complex number. A component of an array of tuples has the array's dimensions
 * in front of its own. Function parameters and loop variables have none.
 */
public final class Variable {

    /** Where a variable is declared. */
    public enum Scope {
        DATA,
        TRANSFORMED_DATA,
        PARAMETER,
        TRANSFORMED_PARAMETER,
        MODEL,
        GENERATED_QUANTITY,
        /** Declared in a nested block of any of the above or in a function's body. */
        LOCAL,
        FUNCTION_PARAMETER,
        LOOP
    }

    private final String name;
    private final Type type;
    private final Scope scope;
    private final List<TypedExpr> sizes;
    private final Constraint constraint;
    private final boolean dataOnly;
    private final Span span;
    private final List<Variable> components;

    /**
     * Creates a variable.
     *
     * @param dataOnly true of data, transformed data, declared integers, and function parameters declared {@code data}:
     *     what they hold, or are given, can't depend on parameters
     */
    public Variable(
            String name,
            Type type,
            Scope scope,
            List<TypedExpr> sizes,
            Constraint constraint,
            boolean dataOnly,
            Span span) {
        this(name, type, scope, sizes, constraint, dataOnly, span, List.of());
    }

    private Variable(
            String name,
            Type type,
            Scope scope,
            List<TypedExpr> sizes,
            Constraint constraint,
            boolean dataOnly,
            Span span,
            List<Variable> components) {
        this.name = name;
        this.type = type;
        this.scope = scope;
        this.sizes = List.copyOf(sizes);
        this.constraint = constraint;
        this.dataOnly = dataOnly;
        this.span = span;
        this.components = List.copyOf(components);
    }

    /** The same declaration with the variables that hold its components. */
    public Variable withComponents(List<Variable> components) {
        return new Variable(name, type, scope, sizes, constraint, dataOnly, span, components);
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    public Scope scope() {
        return scope;
    }

    public List<TypedExpr> sizes() {
        return sizes;
    }

    public Constraint constraint() {
        return constraint;
    }

    public boolean dataOnly() {
        return dataOnly;
    }

    /** Place of the name in its declaration. */
    public Span span() {
        return span;
    }

    /** The variables that hold the components; empty unless the type is structured. */
    public List<Variable> components() {
        return components;
    }

    /** The variables of plain types that this one consists of, itself if its own type is plain. */
    public Stream<Variable> leaves() {
        return components.isEmpty() ? Stream.of(this) : components.stream().flatMap(Variable::leaves);
    }

    @Override
    public String toString() {
        return name;
    }
}
