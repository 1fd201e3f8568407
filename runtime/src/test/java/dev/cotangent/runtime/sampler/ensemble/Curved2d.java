package dev.cotangent.runtime.sampler.ensemble;

import java.util.Arrays;

/** Posteriors in two dimensions that are not normal, with moments from a grid. Their gradients are not used. */
enum Curved2d implements Posterior {
    /** Radius near 1.5. */
    RING {
        @Override
        double log(double x, double y) {
            double away = (Math.sqrt(x * x + y * y) - 1.5) / 0.1;
            return -0.5 * away * away;
        }
    },
    /** Near the parabola {@code y = x² - 1}. */
    BANANA {
        @Override
        double log(double x, double y) {
            double away = (y - x * x + 1) / 0.2;
            return -0.5 * away * away;
        }
    },
    /** A scale {@code exp(1.5 x)} of which one product with y is observed, 0.2, with standard deviation 0.3. */
    FUNNEL {
        @Override
        double log(double x, double y) {
            double away = (0.2 - StrictMath.exp(1.5 * x) * y) / 0.3;
            return -0.5 * away * away;
        }
    };

    abstract double log(double x, double y);

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public boolean hasGradient() {
        return false;
    }

    @Override
    public double likelihood(double[] z, double[] gradient) {
        Arrays.fill(gradient, Double.NaN);
        return log(z[0], z[1]);
    }

    /** Evidence and expectations of x, y, x², y², by the rectangle rule on a grid of spacing 0.01, exact to 1e-6. */
    double[] truth() {
        double[] sums = new double[5];
        for (int i = -700; i <= 700; i++) {
            for (int j = -700; j <= 700; j++) {
                double x = 0.01 * i;
                double y = 0.01 * j;
                double density = StrictMath.exp(log(x, y) - 0.5 * (x * x + y * y) - LOG_TWO_PI) * 1e-4;
                double[] values = {1, x, y, x * x, y * y};
                for (int k = 0; k < 5; k++) {
                    sums[k] += density * values[k];
                }
            }
        }
        for (int k = 1; k < 5; k++) {
            sums[k] /= sums[0];
        }
        return sums;
    }
}
