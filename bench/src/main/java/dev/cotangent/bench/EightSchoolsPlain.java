package dev.cotangent.bench;

/**
 * Eight schools, non-centred, as one would first write it.
 *
 * <p>Notation: q = (mu, log tau, eta).
 */
final class EightSchoolsPlain extends HandWritten {

    private final double[] y;
    private final double[] sigma;

    EightSchoolsPlain(EightSchoolsData data) {
        super(2 + data.y().length);
        this.y = data.y();
        this.sigma = data.sigma();
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double mu = q[0];
        double tau = Math.exp(q[1]);
        double u = tau / 5;
        double lp = q[1] - 0.5 * (mu / 5) * (mu / 5) - Math.log(1 + u * u);
        double dMu = -mu / 25;
        double dTau = -2 * u / (5 * (1 + u * u));
        for (int j = 0; j < y.length; j++) {
            double eta = q[2 + j];
            double z = (y[j] - (mu + tau * eta)) / sigma[j];
            double dTheta = z / sigma[j];
            lp -= 0.5 * eta * eta + 0.5 * z * z;
            dMu += dTheta;
            dTau += dTheta * eta;
            gradient[2 + j] = dTheta * tau - eta;
        }
        gradient[0] = dMu;
        gradient[1] = dTau * tau + 1;
        return lp;
    }
}
