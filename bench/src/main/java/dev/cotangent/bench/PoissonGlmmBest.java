package dev.cotangent.bench;

/**
 * Poisson regression with group intercepts: the intercepts a = mu + sigma eta are computed once a group, and the rows
 * add to their derivatives only, from which those of mu, sigma and eta follow group by group.
 *
 * <p>Notation: q = (mu, log sigma, beta1, beta2, eta).
 */
final class PoissonGlmmBest extends HandWritten {

    private final PoissonGlmmData data;
    private final double[] a;
    private final double[] dA;

    PoissonGlmmBest(PoissonGlmmData data) {
        super(4 + data.groups());
        this.data = data;
        this.a = new double[data.groups()];
        this.dA = new double[data.groups()];
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double mu = q[0];
        double sigma = Math.exp(q[1]);
        for (int j = 0; j < a.length; j++) {
            a[j] = mu + sigma * q[4 + j];
            dA[j] = 0;
        }
        double lp = rows(q, gradient);
        double dMu = -0.04 * mu;
        double dSigma = -sigma;
        double squares = 0.04 * mu * mu + sigma * sigma;
        for (int j = 0; j < a.length; j++) {
            double eta = q[4 + j];
            dMu += dA[j];
            dSigma += dA[j] * eta;
            squares += eta * eta;
            gradient[4 + j] = dA[j] * sigma - eta;
        }
        gradient[0] = dMu;
        gradient[1] = dSigma * sigma + 1;
        return lp + q[1] - 0.5 * squares;
    }

    private double rows(double[] q, double[] gradient) {
        double beta1 = q[2];
        double beta2 = q[3];
        int[] group = data.group();
        double[] x1 = data.x1();
        double[] x2 = data.x2();
        int[] y = data.y();
        double lp = -0.5 * (beta1 * beta1 + beta2 * beta2);
        double dBeta1 = -beta1;
        double dBeta2 = -beta2;
        for (int n = 0; n < y.length; n++) {
            double logRate = a[group[n]] + beta1 * x1[n] + beta2 * x2[n];
            double rate = Math.exp(logRate);
            double d = y[n] - rate;
            lp += y[n] * logRate - rate;
            dA[group[n]] += d;
            dBeta1 += d * x1[n];
            dBeta2 += d * x2[n];
        }
        gradient[2] = dBeta1;
        gradient[3] = dBeta2;
        return lp;
    }
}
