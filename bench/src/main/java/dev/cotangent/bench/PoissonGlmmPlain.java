package dev.cotangent.bench;

/**
 * Poisson regression with group intercepts in one pass over the rows, every derivative added up row by row.
 *
 * <p>Notation: q = (mu, log sigma, beta1, beta2, eta).
 */
final class PoissonGlmmPlain extends HandWritten {

    private final PoissonGlmmData data;

    PoissonGlmmPlain(PoissonGlmmData data) {
        super(4 + data.groups());
        this.data = data;
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double mu = q[0];
        double sigma = Math.exp(q[1]);
        double beta1 = q[2];
        double beta2 = q[3];
        int[] group = data.group();
        double[] x1 = data.x1();
        double[] x2 = data.x2();
        int[] y = data.y();
        double lp = q[1] - 0.5 * (mu * mu / 25 + sigma * sigma + beta1 * beta1 + beta2 * beta2);
        for (int j = 4; j < q.length; j++) {
            lp -= 0.5 * q[j] * q[j];
            gradient[j] = -q[j];
        }
        double dMu = -mu / 25;
        double dSigma = -sigma;
        double dBeta1 = -beta1;
        double dBeta2 = -beta2;
        for (int n = 0; n < y.length; n++) {
            int j = 4 + group[n];
            double logRate = mu + sigma * q[j] + beta1 * x1[n] + beta2 * x2[n];
            double rate = Math.exp(logRate);
            lp += y[n] * logRate - rate;
            double d = y[n] - rate;
            dMu += d;
            dSigma += d * q[j];
            dBeta1 += d * x1[n];
            dBeta2 += d * x2[n];
            gradient[j] += d * sigma;
        }
        gradient[0] = dMu;
        gradient[1] = dSigma * sigma + 1;
        gradient[2] = dBeta1;
        gradient[3] = dBeta2;
        return lp;
    }
}
