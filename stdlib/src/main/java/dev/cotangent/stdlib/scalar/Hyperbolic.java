package dev.cotangent.stdlib.scalar;

/** Hyperbolic functions and their inverses; within 3 ulps. */
public final class Hyperbolic {
    /** From here on, 1 is lost beside x². */
    private static final double LARGE = 0x1p28;

    private static final double LOG_2 = 0x1.62e42fefa39efp-1;
    /** tanh is 1 to the last bit. */
    private static final double TANH_IS_ONE = 20;

    private Hyperbolic() {}

    /** Hyperbolic sine. */
    public static double sinh(double x) {
        double a = Math.abs(x);
        if (a > 709) {
            double root = Exponential.exp(0.5 * a);
            return half(x) * root * root;
        }
        double t = Exponential.expm1(a);
        return half(x) * (a < 1 ? t + t / (1 + t) : t + 1 - 1 / (1 + t));
    }

    /** Hyperbolic cosine. */
    public static double cosh(double x) {
        double a = Math.abs(x);
        if (a > 709) {
            double root = Exponential.exp(0.5 * a);
            return 0.5 * root * root;
        }
        double t = Exponential.exp(a);
        return 0.5 * t + 0.5 / t;
    }

    /** Hyperbolic tangent. */
    public static double tanh(double x) {
        double a = Math.abs(x);
        if (a > TANH_IS_ONE) {
            return StrictMath.signum(x);
        }
        double t = Exponential.expm1(-2 * a);
        double tanh = -t / (2 + t);
        return x < 0 ? -tanh : x > 0 ? tanh : x;
    }

    /** Inverse hyperbolic sine. */
    public static double asinh(double x) {
        double a = Math.abs(x);
        if (a > LARGE) {
            return StrictMath.copySign(Logarithm.log(a) + LOG_2, x);
        }
        double square = a * a;
        return StrictMath.copySign(Logarithm.log1p(a + square / (1 + Math.sqrt(1 + square))), x);
    }

    /** Inverse hyperbolic cosine; NaN below 1. */
    public static double acosh(double x) {
        if (x > LARGE) {
            return Logarithm.log(x) + LOG_2;
        }
        double t = x - 1;
        return x < 1 ? Double.NaN : Logarithm.log1p(t + Math.sqrt(2 * t + t * t));
    }

    /** Inverse hyperbolic tangent; infinite at -1 and 1, NaN beyond. */
    public static double atanh(double x) {
        double a = Math.abs(x);
        double y = 0.5 * Logarithm.log1p(2 * a / (1 - a));
        return a > 1 ? Double.NaN : StrictMath.copySign(y, x);
    }

    private static double half(double x) {
        return StrictMath.copySign(0.5, x);
    }
}
