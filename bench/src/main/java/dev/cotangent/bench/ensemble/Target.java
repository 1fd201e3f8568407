package dev.cotangent.bench.ensemble;

import dev.cotangent.runtime.model.Generative;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A posterior with prior N(0, I), without gradients.
 *
 * @param name for tables
 * @param log the log likelihood
 * @param means true posterior means
 * @param sds true posterior standard deviations
 */
record Target(String name, int dimension, ToDoubleFunction<double[]> log, double[] means, double[] sds)
        implements Generative {

    private static final double LOG_TWO_PI = 1.8378770664093454836;

    /** All targets whose moments are known from formulas or grids. */
    static List<Target> known() {
        return List.of(
                normal(2, 0.3),
                normal(10, 0.5),
                bimodal(),
                onGrid("25 modes", Target::modes, 0.01),
                onGrid("ring", Target::ring, 0.01),
                onGrid("banana", Target::banana, 0.01),
                onGrid("funnel", Target::funnel, 0.01));
    }

    /** Partial sums of z observed as 1; moments by elimination of {@code (I + A'A / sigma²) mean = A'y / sigma²}. */
    private static Target normal(int n, double sigma) {
        double precision = 1 / (sigma * sigma);
        double[][] rows = new double[n][2 * n];
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                rows[i][k] = (n - Math.max(i, k)) * precision + (i == k ? 1 : 0);
            }
            rows[i][n + i] = 1;
        }
        for (int p = 0; p < n; p++) {
            double pivot = rows[p][p];
            for (int k = 0; k < 2 * n; k++) {
                rows[p][k] /= pivot;
            }
            for (int i = 0; i < n; i++) {
                double factor = rows[i][p];
                for (int k = 0; k < 2 * n && i != p; k++) {
                    rows[i][k] -= factor * rows[p][k];
                }
            }
        }
        double[] sds = new double[n];
        for (int i = 0; i < n; i++) {
            sds[i] = Math.sqrt(rows[i][n + i]);
            for (int k = 0; k < n; k++) {
                means[i] += rows[i][n + k] * (n - k) * precision;
            }
        }
        return new Target("normal, " + n, n, z -> partial(z, sigma), means, sds);
    }

    private static double partial(double[] z, double sigma) {
        double sum = 0;
        double value = 0;
        for (double one : z) {
            sum += one;
            value -= 0.5 * (1 - sum) * (1 - sum) / (sigma * sigma);
        }
        return value;
    }

    /** Prior .4 N(-1.5, .5²) + .6 N(1.5, .5²), .3 observed with standard deviation 1; over N(0, 1). */
    private static Target bimodal() {
        return new Target(
                "bimodal",
                1,
                z -> StrictMath.log(0.4 * StrictMath.exp(-2 * (z[0] + 1.5) * (z[0] + 1.5))
                                + 0.6 * StrictMath.exp(-2 * (z[0] - 1.5) * (z[0] - 1.5)))
                        - 0.5 * (0.3 - z[0]) * (0.3 - z[0])
                        + 0.5 * z[0] * z[0],
                new double[] {0.6720},
                new double[] {Math.sqrt(1.2655)});
    }

    /** Twenty-five normals of standard deviation 0.08 on a grid 0.7 apart, over N(0, I). */
    private static double modes(double[] z) {
        double sum = 0;
        for (int k = 0; k < 25; k++) {
            double x = (z[0] - 0.7 * (k / 5 - 2)) / 0.08;
            double y = (z[1] - 0.7 * (k % 5 - 2)) / 0.08;
            sum += StrictMath.exp(-0.5 * (x * x + y * y));
        }
        return StrictMath.log(sum + 1e-300) + 0.5 * (z[0] * z[0] + z[1] * z[1]);
    }

    private static double ring(double[] z) {
        double away = (Math.sqrt(z[0] * z[0] + z[1] * z[1]) - 1.5) / 0.1;
        return -0.5 * away * away;
    }

    private static double banana(double[] z) {
        double away = (z[1] - z[0] * z[0] + 1) / 0.2;
        return -0.5 * away * away;
    }

    private static double funnel(double[] z) {
        double away = (0.2 - StrictMath.exp(1.5 * z[0]) * z[1]) / 0.3;
        return -0.5 * away * away;
    }

    private static Target onGrid(String name, ToDoubleFunction<double[]> log, double spacing) {
        double[] sums = new double[5];
        double[] z = new double[2];
        for (int i = -600; i <= 600; i++) {
            for (int j = -600; j <= 600; j++) {
                z[0] = spacing * i;
                z[1] = spacing * j;
                double density = StrictMath.exp(log.applyAsDouble(z) - 0.5 * (z[0] * z[0] + z[1] * z[1]));
                double[] values = {1, z[0], z[1], z[0] * z[0], z[1] * z[1]};
                for (int k = 0; k < 5; k++) {
                    sums[k] += density * values[k];
                }
            }
        }
        double[] means = {sums[1] / sums[0], sums[2] / sums[0]};
        double[] sds = {
            Math.sqrt(sums[3] / sums[0] - means[0] * means[0]), Math.sqrt(sums[4] / sums[0] - means[1] * means[1])
        };
        return new Target(name, 2, log, means, sds);
    }

    @Override
    public double logLikelihood(double[] z) {
        return log.applyAsDouble(z);
    }

    @Override
    public boolean hasGradient() {
        return false;
    }

    @Override
    public double value(double[] z) {
        double value = logLikelihood(z) - 0.5 * dimension * LOG_TWO_PI;
        for (double one : z) {
            value -= 0.5 * one * one;
        }
        return value;
    }

    @Override
    public double gradient(double[] z, double[] gradient) {
        throw new UnsupportedOperationException(String.format(Locale.ROOT, "%s has no gradient", name));
    }
}
