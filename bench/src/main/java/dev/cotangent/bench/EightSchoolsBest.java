package dev.cotangent.bench;

/**
 * Eight schools, non-centred, with reciprocals of the data taken beforehand and two independent chains of sums.
 *
 * <p>Notation: q = (mu, log tau, eta). An even number of schools.
 */
final class EightSchoolsBest extends HandWritten {

    private final double[] y;
    private final double[] precision;

    EightSchoolsBest(EightSchoolsData data) {
        super(2 + data.y().length);
        this.y = data.y();
        this.precision = new double[y.length];
        for (int j = 0; j < y.length; j++) {
            precision[j] = 1 / (data.sigma()[j] * data.sigma()[j]);
        }
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double mu = q[0];
        double tau = Math.exp(q[1]);
        double u2 = tau * tau * 0.04;
        double squares0 = 0;
        double squares1 = 0;
        double dMu0 = -0.04 * mu;
        double dMu1 = 0;
        double dTau0 = -0.08 * tau / (1 + u2);
        double dTau1 = 0;
        for (int j = 0; j < y.length; j += 2) {
            double eta0 = q[2 + j];
            double eta1 = q[3 + j];
            double r0 = y[j] - mu - tau * eta0;
            double r1 = y[j + 1] - mu - tau * eta1;
            double d0 = r0 * precision[j];
            double d1 = r1 * precision[j + 1];
            squares0 += eta0 * eta0 + r0 * d0;
            squares1 += eta1 * eta1 + r1 * d1;
            dMu0 += d0;
            dMu1 += d1;
            dTau0 += d0 * eta0;
            dTau1 += d1 * eta1;
            gradient[2 + j] = d0 * tau - eta0;
            gradient[3 + j] = d1 * tau - eta1;
        }
        gradient[0] = dMu0 + dMu1;
        gradient[1] = (dTau0 + dTau1) * tau + 1;
        return q[1] - 0.02 * mu * mu - Math.log(1 + u2) - 0.5 * (squares0 + squares1);
    }
}
