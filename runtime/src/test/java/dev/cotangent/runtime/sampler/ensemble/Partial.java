package dev.cotangent.runtime.sampler.ensemble;

/** Observations of the partial sums of z: {@code y_i ~ normal(z_1 + ... + z_i, sigma)}, all y_i being 1. */
record Partial(int dimension, double sigma) implements Posterior {

    @Override
    public double likelihood(double[] z, double[] gradient) {
        double value = 0;
        double sum = 0;
        java.util.Arrays.fill(gradient, 0);
        for (int i = 0; i < z.length; i++) {
            sum += z[i];
            double residual = (1 - sum) / sigma;
            value -= 0.5 * residual * residual + 0.5 * LOG_TWO_PI + StrictMath.log(sigma);
            for (int k = 0; k <= i; k++) {
                gradient[k] += residual / sigma;
            }
        }
        return value;
    }
}
