package dev.cotangent.runtime.sampler.stochastic;

/**
 * Ways to make a step of kinetic Langevin dynamics, {@code dq = M⁻¹ r dt, dr = (grad - gamma r) dt + sqrt(2 gamma) M^½ dW}, of parts
 * that are solved exactly: A moves the position, B the momentum by the gradient, O is friction and noise.
 */
public enum Splitting {
    /**
     * Half of B, half of A, O, half of A, half of B: of second order, and exact in the positions for a normal density with all its
     * rows. Both halves of B use the same batch, which makes two estimates a step.
     */
    BAOAB,
    /** Half of A, half of B, O, half of B, half of A: of second order, one estimate a step. */
    ABOBA,
    /** B, A, O: of first order. */
    LIE_TROTTER,
    /**
     * Stochastic-gradient HMC as published, {@code q += v; v += eta grad(q) - alpha v + normal(0, 2 alpha eta)}, of first order. In our
     * terms {@code eta = h²}, {@code alpha = gamma h} and {@code v = h M⁻¹ r}, h being the step size.
     *
     * @see <a href="https://proceedings.mlr.press/v32/cheni14.html">Chen, Fox and Guestrin (2014)</a>
     */
    EULER;
}
