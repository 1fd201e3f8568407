package dev.cotangent;

/** Of what a compiled log density, a function of unconstrained coordinates in any case, is the density. */
public enum DensityScale {
    /** Of the unconstrained coordinates: the Jacobians of the transforms count. What samplers need. */
    UNCONSTRAINED,
    /**
     * Of the parameters as declared: neither the Jacobians of the transforms nor {@code jacobian +=} count. Its mode is
     * the penalised maximum likelihood estimate, or without priors the maximum likelihood estimate.
     */
    CONSTRAINED
}
