package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.model.Generative;

/** A posterior with prior N(0, I), given by its log likelihood and that one's gradient. Stateless. */
interface Posterior extends Generative {

    double LOG_TWO_PI = 1.8378770664093454836;

    /**
     * The log likelihood.
     *
     * @param gradient overwritten with its gradient
     */
    double likelihood(double[] z, double[] gradient);

    @Override
    default boolean hasGradient() {
        return true;
    }

    @Override
    default double logLikelihood(double[] z) {
        return likelihood(z, new double[z.length]);
    }

    @Override
    default double value(double[] z) {
        return gradient(z, new double[z.length]);
    }

    @Override
    default double gradient(double[] z, double[] gradient) {
        double value = likelihood(z, gradient) - 0.5 * z.length * LOG_TWO_PI;
        for (int i = 0; i < z.length; i++) {
            value -= 0.5 * z[i] * z[i];
            gradient[i] -= z[i];
        }
        return value;
    }
}
