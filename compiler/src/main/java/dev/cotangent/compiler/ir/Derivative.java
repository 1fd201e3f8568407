package dev.cotangent.compiler.ir;

import java.util.List;
import java.util.Optional;

/** The derivative rules of a primitive: they emit ordinary code, which can be differentiated again. */
public interface Derivative {

    /** True if there is a rule for an argument. An active argument without one is an error of the model. */
    boolean isDifferentiable(int argument);

    /** True if the derivative in an argument is zero throughout, so that nothing depends on the argument smoothly. */
    default boolean isZero(int argument) {
        return false;
    }

    /**
     * Of a scalar primitive: the partial derivative of its result in an argument.
     *
     * @param argument index of a real argument that has a rule
     * @param arguments the call's arguments
     * @param emitter where to emit what the rule needs
     * @return the partial derivative, a real
     */
    Expr partial(int argument, List<Expr> arguments, Emitter emitter);

    /**
     * Of a kernel: adds an argument's adjoint, given the cotangent of the result.
     *
     * @param call the primal call; its arguments hold their primal values
     * @param argument index of an argument that has a rule
     * @param cotangent adjoint of the result, of the result's size
     * @param adjoint of a container argument: where to add, of the argument's size; of a scalar argument: a slice of
     *     one element
     * @param emitter where to emit
     */
    void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter);

    /**
     * Of a kernel: computes the tangent of the result.
     *
     * @param call the primal call; its arguments and its result hold their primal values
     * @param tangents by argument: its tangent, a {@link Slice} or a {@link Argument.Scalar}; empty if constant
     * @param result where to write the tangent of the result
     * @param emitter where to emit
     */
    void tangent(Stmt.Kernel call, List<Optional<Argument>> tangents, Slice result, Emitter emitter);
}
