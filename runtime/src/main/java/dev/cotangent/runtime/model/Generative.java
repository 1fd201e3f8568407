package dev.cotangent.runtime.model;

/**
 * A posterior whose prior is made of independent standard normals: positions z in R^n, with density proportional to {@code
 * exp(-|z|²/2) exp(logLikelihood(z))}. What the parameters are at z is a matter of the model's {@link Model.DrawWriter}; z drawn
 * from the standard normal is a draw from the prior.
 *
 * <p>As a {@link LogDensity} it is the normalised standard normal density times the likelihood. Its gradient exists unless the
 * model calls functions without derivatives ({@link #hasGradient()}).
 */
public interface Generative extends LogDensity {

    /**
     * Evaluates the log likelihood, constants included: the log of all that the model says beyond the prior.
     *
     * @param z position, shape [dimension]; not modified
     * @return the log likelihood; {@code -infinity} where the data are impossible or the model rejects; NaN if it is not defined
     * @throws ModelFailure as {@link #value}
     */
    double logLikelihood(double[] z);

    /** True if {@link #gradient} may be called. */
    boolean hasGradient();
}
