package dev.cotangent.stdlib.scalar;

/** Distribution function of Student's t with location 0 and scale 1, by way of the incomplete beta function, DLMF 8.17. */
public final class StudentT {
    private static final double LOG_2 = 0x1.62e42fefa39efp-1;

    private StudentT() {}

    /** Logarithm of the distribution function with nu degrees of freedom, accurate in both tails; NaN unless nu is positive. */
    public static double student_t_log_below(double z, double nu) {
        if (!(nu > 0) || Double.isNaN(z)) {
            return Double.NaN;
        }
        double logTail = logTail(z, nu);
        return z < 0 ? logTail : Logarithm.log1p(-Exponential.exp(logTail));
    }

    /** The derivative of {@link #student_t_log_below} in nu. */
    public static double student_t_log_below_in_nu(double z, double nu) {
        if (z == 0 || Double.isInfinite(z)) {
            return 0;
        }
        double t = logit(z, nu);
        double slope = 0.5 * IncompleteBeta.log_inc_beta_logit_in_a(0.5 * nu, 0.5, t)
                + IncompleteBeta.log_inc_beta_logit_in_t(0.5 * nu, 0.5, t) / nu;
        double tail = Exponential.exp(logTail(z, nu));
        return z < 0 ? slope : -slope * tail / (1 - tail);
    }

    /** The z below which lies the probability p, with nu degrees of freedom; NaN unless p is in [0, 1] and nu positive. */
    public static double std_student_t_qf(double p, double nu) {
        if (!(p >= 0 && p <= 1 && nu > 0)) {
            return Double.NaN;
        }
        double tail = Math.min(p, 1 - p);
        if (tail == 0 || tail == 0.5) {
            return tail == 0.5 ? 0 : p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double t = tail < 0.25
                ? IncompleteBeta.logitQuantile(0.5 * nu, 0.5, Logarithm.log(2 * tail))
                : -IncompleteBeta.logitQuantile(0.5, 0.5 * nu, Logarithm.log(1 - 2 * tail));
        double size = Exponential.exp(0.5 * (Logarithm.log(nu) - t));
        return p < 0.5 ? -size : size;
    }

    /** {@code log P(Z > |z|)}. */
    private static double logTail(double z, double nu) {
        return IncompleteBeta.log_inc_beta_logit(0.5 * nu, 0.5, logit(z, nu)) - LOG_2;
    }

    /** The logit of {@code nu / (nu + z²)}. */
    private static double logit(double z, double nu) {
        return Logarithm.log(nu) - 2 * Logarithm.log(Math.abs(z));
    }
}
