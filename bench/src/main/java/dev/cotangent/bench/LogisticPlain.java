package dev.cotangent.bench;

/**
 * Logistic regression in one pass over the rows.
 *
 * <p>Notation: q = (alpha, beta); eta is the log odds of a row.
 */
final class LogisticPlain extends HandWritten {

    private final double[] x;
    private final int[] y;
    private final int columns;

    LogisticPlain(LogisticData data) {
        super(1 + data.columns());
        this.x = data.rowMajor();
        this.y = data.y();
        this.columns = data.columns();
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double lp = prior(q, gradient);
        for (int n = 0; n < y.length; n++) {
            int row = n * columns;
            double eta = q[0];
            for (int k = 0; k < columns; k++) {
                eta += x[row + k] * q[1 + k];
            }
            // log p(y) = -log(1 + exp(-s)), s = eta or -eta; written so that exp cannot overflow.
            double signed = y[n] == 1 ? eta : -eta;
            double e = Math.exp(-Math.abs(eta));
            lp += Math.min(signed, 0) - Math.log(1 + e);
            double p = (eta > 0 ? 1 : e) / (1 + e);
            double d = y[n] - p;
            gradient[0] += d;
            for (int k = 0; k < columns; k++) {
                gradient[1 + k] += d * x[row + k];
            }
        }
        return lp;
    }

    /** alpha ~ normal(0, 5), beta ~ normal(0, 2.5). */
    static double prior(double[] q, double[] gradient) {
        double lp = -0.5 * q[0] * q[0] / 25;
        gradient[0] = -q[0] / 25;
        for (int k = 1; k < q.length; k++) {
            lp -= 0.5 * q[k] * q[k] / 6.25;
            gradient[k] = -q[k] / 6.25;
        }
        return lp;
    }
}
