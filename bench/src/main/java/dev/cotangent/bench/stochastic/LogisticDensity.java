package dev.cotangent.bench.stochastic;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.RowSource;
import dev.cotangent.runtime.model.RowVariable;
import java.util.List;

/**
 * Logistic regression by rows written by hand: {@code y ~ bernoulli_logit(x beta)}, {@code beta ~ normal(0, 1)}. Rows come in windows,
 * wherever they are.
 */
final class LogisticDensity implements Additive {

    private static final int WINDOW = 256;

    private final int dimension;
    private final int rows;
    private final RowSource.Reader reader;
    private final double[][] windows;
    private final int[] chosen = new int[WINDOW];

    LogisticDensity(RowSource source, int dimension) {
        this.dimension = dimension;
        this.rows = source.rows();
        this.reader = source.open(List.of(
                new RowVariable("y", true, List.of(), false), new RowVariable("x", false, List.of(dimension), false)));
        this.windows = new double[][] {new double[WINDOW], new double[WINDOW * dimension]};
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public double rest(double[] q, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            gradient[i] = -q[i];
            sum -= 0.5 * q[i] * q[i];
        }
        return sum;
    }

    @Override
    public double sum(double[] q, int[] numbers, int count, double[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        double sum = 0;
        for (int from = 0; from < count; from += WINDOW) {
            int size = Math.min(WINDOW, count - from);
            System.arraycopy(numbers, from, chosen, 0, size);
            reader.read(chosen, size, windows);
            sum += add(q, size, gradient);
        }
        return sum;
    }

    @Override
    public double sum(double[] q, int from, int to, double[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        double sum = 0;
        for (int start = from; start < to; start += WINDOW) {
            int size = Math.min(WINDOW, to - start);
            reader.read(start, start + size, windows);
            sum += add(q, size, gradient);
        }
        return sum;
    }

    private double add(double[] q, int count, double[] gradient) {
        double[] y = windows[0];
        double[] x = windows[1];
        double sum = 0;
        for (int k = 0; k < count; k++) {
            int at = k * dimension;
            double eta = dot(x, at, q);
            double sign = y[k] == 1 ? 1 : -1;
            double margin = sign * eta;
            double small = Math.exp(-Math.abs(margin));
            double slope = sign * (margin > 0 ? small : 1) / (1 + small);
            sum += Math.min(0, margin) - Math.log1p(small);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += slope * x[at + i];
            }
        }
        return sum;
    }

    private static double dot(double[] x, int at, double[] q) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < q.length; i += 4) {
            a += x[at + i] * q[i];
            b += x[at + i + 1] * q[i + 1];
            c += x[at + i + 2] * q[i + 2];
            d += x[at + i + 3] * q[i + 3];
        }
        for (; i < q.length; i++) {
            a += x[at + i] * q[i];
        }
        return a + b + c + d;
    }

    @Override
    public double value(double[] q) {
        return gradient(q, new double[dimension]);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double[] prior = new double[dimension];
        double value = sum(q, 0, rows, gradient) + rest(q, prior);
        for (int i = 0; i < dimension; i++) {
            gradient[i] += prior[i];
        }
        return value;
    }
}
