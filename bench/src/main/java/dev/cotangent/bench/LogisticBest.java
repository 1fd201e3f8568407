package dev.cotangent.bench;

/**
 * Logistic regression by blocks of four rows: four independent chains of sums, one pass over the gradient a block, and
 * one logarithm for many rows, since a sum of log(1 + e) is the log of a product with factors in (1, 2].
 *
 * <p>Notation: q = (alpha, beta). The number of rows is a multiple of four.
 */
final class LogisticBest extends HandWritten {

    // 2^512 is far from overflow, and the blocks of a data set rarely fill it.
    private static final int ROWS_PER_LOG = 512;

    private final double[] x;
    private final int[] y;
    private final int columns;

    LogisticBest(LogisticData data) {
        super(1 + data.columns());
        this.x = data.rowMajor();
        this.y = data.y();
        this.columns = data.columns();
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double lp = LogisticPlain.prior(q, gradient);
        for (int from = 0; from < y.length; from += ROWS_PER_LOG) {
            lp += rows(q, gradient, from, Math.min(y.length, from + ROWS_PER_LOG));
        }
        return lp;
    }

    private double rows(double[] q, double[] gradient, int from, int to) {
        double product = 1;
        double lp = 0;
        double dAlpha = 0;
        for (int n = from; n < to; n += 4) {
            int r0 = n * columns;
            int r1 = r0 + columns;
            int r2 = r1 + columns;
            int r3 = r2 + columns;
            double s0 = q[0];
            double s1 = s0;
            double s2 = s0;
            double s3 = s0;
            for (int k = 0; k < columns; k++) {
                double beta = q[1 + k];
                s0 += x[r0 + k] * beta;
                s1 += x[r1 + k] * beta;
                s2 += x[r2 + k] * beta;
                s3 += x[r3 + k] * beta;
            }
            double e0 = Math.exp(-Math.abs(s0));
            double e1 = Math.exp(-Math.abs(s1));
            double e2 = Math.exp(-Math.abs(s2));
            double e3 = Math.exp(-Math.abs(s3));
            product *= (1 + e0) * (1 + e1) * ((1 + e2) * (1 + e3));
            lp += Math.min(y[n] == 1 ? s0 : -s0, 0)
                    + Math.min(y[n + 1] == 1 ? s1 : -s1, 0)
                    + Math.min(y[n + 2] == 1 ? s2 : -s2, 0)
                    + Math.min(y[n + 3] == 1 ? s3 : -s3, 0);
            double d0 = y[n] - (s0 > 0 ? 1 : e0) / (1 + e0);
            double d1 = y[n + 1] - (s1 > 0 ? 1 : e1) / (1 + e1);
            double d2 = y[n + 2] - (s2 > 0 ? 1 : e2) / (1 + e2);
            double d3 = y[n + 3] - (s3 > 0 ? 1 : e3) / (1 + e3);
            dAlpha += d0 + d1 + (d2 + d3);
            for (int k = 0; k < columns; k++) {
                gradient[1 + k] += d0 * x[r0 + k] + d1 * x[r1 + k] + (d2 * x[r2 + k] + d3 * x[r3 + k]);
            }
        }
        gradient[0] += dAlpha;
        return lp - Math.log(product);
    }
}
