package dev.cotangent.runtime.sampler.ensemble;

/**
 * A posterior that is a given function of z, as the likelihood is that function over the density of N(0, I): a mixture of round
 * normals with one standard deviation, times a normal likelihood of an observation of each coordinate.
 */
record Mixtures(double[][] centres, double[] weights, double sd, double observation, double noise)
        implements Posterior {

    /** Prior .4 N(-1.5, .5²) + .6 N(1.5, .5²), and .3 observed with standard deviation 1. */
    static Mixtures bimodal() {
        return new Mixtures(new double[][] {{-1.5}, {1.5}}, new double[] {0.4, 0.6}, 0.5, 0.3, 1);
    }

    /** Twenty-five modes of equal weight on a square grid, 0.7 apart, with standard deviation 0.08. */
    static Mixtures grid() {
        double[][] centres = new double[25][];
        double[] weights = new double[25];
        for (int k = 0; k < 25; k++) {
            centres[k] = new double[] {0.7 * (k / 5 - 2), 0.7 * (k % 5 - 2)};
            weights[k] = 0.04;
        }
        return new Mixtures(centres, weights, 0.08, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public int dimension() {
        return centres[0].length;
    }

    @Override
    public double likelihood(double[] z, double[] gradient) {
        double largest = Double.NEGATIVE_INFINITY;
        double[] terms = new double[weights.length];
        for (int j = 0; j < terms.length; j++) {
            double square = 0;
            for (int i = 0; i < z.length; i++) {
                square += (z[i] - centres[j][i]) * (z[i] - centres[j][i]);
            }
            terms[j] = StrictMath.log(weights[j]) - 0.5 * square / (sd * sd);
            largest = Math.max(largest, terms[j]);
        }
        double sum = 0;
        java.util.Arrays.fill(gradient, 0);
        for (int j = 0; j < terms.length; j++) {
            double weight = StrictMath.exp(terms[j] - largest);
            sum += weight;
            for (int i = 0; i < z.length; i++) {
                gradient[i] += weight * (centres[j][i] - z[i]) / (sd * sd);
            }
        }
        double value = largest + StrictMath.log(sum) - z.length * StrictMath.log(sd);
        for (int i = 0; i < z.length; i++) {
            gradient[i] = gradient[i] / sum + z[i];
            value += 0.5 * z[i] * z[i];
            if (noise < Double.POSITIVE_INFINITY) {
                double residual = (observation - z[i]) / noise;
                value -= 0.5 * residual * residual + 0.5 * LOG_TWO_PI + StrictMath.log(noise);
                gradient[i] += residual / noise;
            }
        }
        return value;
    }
}
