package dev.cotangent.compiler.typed;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of the program or of the library. Compared by identity: the body is filled in after the signature, since
 * functions may call one another.
 */
public final class Function {

    /** What a function does when called. */
    public sealed interface Body {}

    /** Statements of the language. */
    public record Code(TypedStmt.Block block) implements Body {}

    /**
     * A Java primitive.
     *
     * @param owner class below {@code dev.cotangent.stdlib}, as {@code scalar.Gamma}
     * @param requirements conditions on the arguments
     * @param resultSizes sizes of a container result, over the parameters
     * @param rules by parameter: the partial derivative, or the adjoint given the cotangent
     * @param tangent the result's tangent, for primitives over containers
     */
    public record Extern(
            String owner,
            List<TypedStmt.Require> requirements,
            List<TypedExpr> resultSizes,
            Map<Variable, TypedExpr> rules,
            Optional<TypedExpr> tangent)
            implements Body {}

    private final String name;
    private final Type returnType;
    private final List<Variable> parameters;
    private final boolean library;
    private final Span span;
    private Body body;

    public Function(String name, Type returnType, List<Variable> parameters, boolean library, Span span) {
        this.name = name;
        this.returnType = returnType;
        this.parameters = List.copyOf(parameters);
        this.library = library;
        this.span = span;
    }

    public String name() {
        return name;
    }

    public Type returnType() {
        return returnType;
    }

    public List<Variable> parameters() {
        return parameters;
    }

    /** True if it is of the library: lifted, and subject to the dropping of constant terms. */
    public boolean isLibrary() {
        return library;
    }

    /** True if a parameter is a function. */
    public boolean isHigherOrder() {
        return parameters.stream().anyMatch(p -> p.type() instanceof Type.Callable);
    }

    /** True if a parameter is a function that takes more arguments, which stand behind all others. */
    public boolean isVariadic() {
        return parameters.stream().anyMatch(p -> p.type() instanceof Type.Callable c && c.variadic());
    }

    public Span span() {
        return span;
    }

    public Body body() {
        if (body == null) {
            throw new IllegalStateException("function " + name + " has no body yet");
        }
        return body;
    }

    /** True once the body is filled in. */
    public boolean hasBody() {
        return body != null;
    }

    public void setBody(Body body) {
        this.body = body;
    }

    /** True if the name ends in {@code _lpdf} or {@code _lpmf}. */
    public boolean isDensity() {
        return name.endsWith("_lpdf") || name.endsWith("_lpmf");
    }

    public boolean isRandom() {
        return name.endsWith("_rng");
    }

    @Override
    public String toString() {
        return name;
    }
}
