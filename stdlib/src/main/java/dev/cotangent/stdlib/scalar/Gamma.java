package dev.cotangent.stdlib.scalar;

/**
 * The gamma function and its logarithmic derivatives.
 *
 * <p>Notation: {@code psi} is digamma. Large arguments use Stirling's series (DLMF 5.11.1, 5.11.2, 5.15.8); small ones are
 * shifted by the recurrence into an interval of length 1, where minimax polynomials (computed with 60 digits by Remez
 * exchange) hold: {@code lgamma(2 + t) = t P(t)} for {@code -0.65 <= t <= 1/2} and {@code digamma(x) = (x - x0) Q(x - 3/2)} on
 * [1, 2], x0 being the root, in two parts. Errors for positive arguments: lgamma 3 ulps, digamma 3 ulps (of the larger
 * term beside the root), tgamma 8 ulps, polygamma 10 ulps.
 */
public final class Gamma {
    private static final double LGAMMA_SERIES_FROM = 7;
    private static final double DIGAMMA_SERIES_FROM = 8;
    private static final double POLYGAMMA_SERIES_FROM = 20;
    private static final double TGAMMA_SERIES_FROM = 12;
    private static final double TGAMMA_OVERFLOW = 171.7;
    private static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;
    private static final double SQRT_TWO_PI = 0x1.40d931ff62706p1;

    private static final double[] LGAMMA_AT_2 = {
        0x1.b0ee6072093cep-2,
        0x1.4a34cc4a60fa6p-2,
        -0x1.13e001a557585p-4,
        0x1.51322ac7d870bp-6,
        -0x1.e404fc21c139dp-8,
        0x1.7add6ead4da84p-9,
        -0x1.38ac5c0e4b924p-10,
        0x1.0b36afc6b905ep-11,
        -0x1.d3fd5e300e6f6p-13,
        0x1.a127869785545p-14,
        -0x1.78db62fefd4edp-15,
        0x1.5815c4866b3e6p-16,
        -0x1.3d0727acac28bp-17,
        0x1.24b5d700a492fp-18,
        -0x1.0d831e54a7ae6p-19,
        0x1.0efe1d4b19590p-20,
        -0x1.0fdc53d713fb1p-21,
        0x1.820a0f7c5d383p-24,
        -0x1.2662bfc7cbcdbp-24,
        0x1.65b5a3620ab02p-23
    };

    private static final double DIGAMMA_ROOT = 0x1.762d86356be3fp0;
    private static final double DIGAMMA_ROOT_LOW = 0x1.b86a722197829p-54;

    private static final double[] DIGAMMA_1_TO_2 = {
        0x1.e6f0cbb873616p-1,
        -0x1.b1cb63005ee98p-2,
        0x1.eca189b8e6f8ap-3,
        -0x1.2feeeb98a78cbp-3,
        0x1.8512e59036c47p-4,
        -0x1.fb44202a25a1dp-5,
        0x1.4de9aa1892ba8p-5,
        -0x1.b9f8b11b2dcb4p-6,
        0x1.256471324594ep-6,
        -0x1.86356417bd999p-7,
        0x1.03c0b7f3e373bp-7,
        -0x1.5a06a233b3e0ap-8,
        0x1.cd1e32e908776p-9,
        -0x1.336dfa399d3a6p-9,
        0x1.99efe9955e6c9p-10,
        -0x1.0fb11fc08f003p-10,
        0x1.6931e3d9e3072p-11,
        -0x1.fdad382f7f258p-12,
        0x1.59f453b24a569p-12,
        -0x1.2f4047e2951bbp-13,
        0x1.6ab672a7d69ddp-14,
        -0x1.761486575e05cp-13,
        0x1.0884f2739cd0cp-13
    };

    /** Coefficients of Stirling's series, {@code B(2k) / (2k (2k - 1))}. */
    private static final double[] STIRLING = {
        1.0 / 12,
        -1.0 / 360,
        1.0 / 1260,
        -1.0 / 1680,
        1.0 / 1188,
        -691.0 / 360360,
        1.0 / 156,
        -3617.0 / 122400,
        43867.0 / 244188
    };

    /** {@code B(2k) / (2k)}. */
    private static final double[] DIGAMMA_SERIES = {
        1.0 / 12,
        -1.0 / 120,
        1.0 / 252,
        -1.0 / 240,
        1.0 / 132,
        -691.0 / 32760,
        1.0 / 12,
        -3617.0 / 8160,
        43867.0 / 14364
    };

    /** Bernoulli numbers {@code B(2k)}. */
    private static final double[] BERNOULLI = {
        1.0 / 6,
        -1.0 / 30,
        1.0 / 42,
        -1.0 / 30,
        5.0 / 66,
        -691.0 / 2730,
        7.0 / 6,
        -3617.0 / 510,
        43867.0 / 798,
        -174611.0 / 330,
        854513.0 / 138
    };

    private Gamma() {}

    /** Logarithm of the absolute value of the gamma function; infinite at 0 and the negative integers. */
    public static double lgamma(double x) {
        if (x >= LGAMMA_SERIES_FROM) {
            return x == Double.POSITIVE_INFINITY ? x : lgammaBySeries(x);
        }
        if (x >= 2.5) {
            double z = x - 1;
            double product = z;
            while (z > 2.5) {
                z -= 1;
                product *= z;
            }
            return Logarithm.log(product) + lgammaAround2(z - 2);
        }
        if (x >= 1.35) {
            return lgammaAround2(x - 2);
        }
        if (x >= 0.5) {
            return lgammaAround2(x - 1) - Logarithm.log1p(x - 1);
        }
        if (x > 0) {
            return lgammaAround2(x) - Logarithm.log(Math.fma(x, x, x));
        }
        return lgammaOfNegative(x);
    }

    /** Derivative of lgamma; NaN at 0 and the negative integers. */
    public static double digamma(double x) {
        if (x >= DIGAMMA_SERIES_FROM) {
            double z = 1 / (x * x);
            return Logarithm.log(x) - Math.fma(z, Polynomial.at(DIGAMMA_SERIES, z), 0.5 / x);
        }
        if (x >= 1) {
            double numerator = 0;
            double denominator = 1;
            double z = x;
            while (z >= 2) {
                z -= 1;
                numerator = Math.fma(numerator, z, denominator);
                denominator *= z;
            }
            return digamma1To2(z) + numerator / denominator;
        }
        if (x > 0) {
            return digamma1To2(x + 1) - 1 / x;
        }
        if (x == Math.rint(x) || !(x < 0)) {
            return Double.NaN;
        }
        return digamma(1 - x) - Math.PI * cosPi(x) / sinPi(x);
    }

    /** Second derivative of lgamma. */
    public static double trigamma(double x) {
        if (x < 0 && x != Math.rint(x)) {
            double ratio = Math.PI / sinPi(x);
            return ratio * ratio - polygamma(1, 1 - x);
        }
        return polygamma(1, x);
    }

    /**
     * Derivative of order n of digamma.
     *
     * @param n order, at least 0; NaN for a negative one
     * @param x positive; for orders above 1 other values give NaN
     */
    public static double polygamma(int n, double x) {
        if (n <= 1 && !(x > 0)) {
            return n == 0 ? digamma(x) : n == 1 && x != Math.rint(x) ? trigamma(x) : Double.NaN;
        }
        if (!(x > 0) || n < 0) {
            return Double.NaN;
        }
        if (n == 0) {
            return digamma(x);
        }
        double factorial = 1;
        for (int i = 2; i < n; i++) {
            factorial *= i;
        }
        double sum = 0;
        double z = x;
        while (z < POLYGAMMA_SERIES_FROM + n) {
            sum += 1 / integerPower(z, n + 1);
            z += 1;
        }
        double magnitude = Math.fma(factorial * n, sum, polygammaBySeries(n, z, factorial));
        return (n & 1) == 1 ? magnitude : -magnitude;
    }

    /** The gamma function; NaN at the negative integers, infinity of the same sign at zero. */
    public static double tgamma(double x) {
        if (x >= TGAMMA_SERIES_FROM) {
            return x > TGAMMA_OVERFLOW ? Double.POSITIVE_INFINITY : tgammaBySeries(x);
        }
        if (x > 0) {
            return tgammaByRecurrence(x);
        }
        if (x == 0) {
            return 1 / x;
        }
        if (!(x < 0) || x == Math.rint(x)) {
            return Double.NaN;
        }
        double gamma = tgamma(1 - x);
        return gamma == Double.POSITIVE_INFINITY ? 0 : Math.PI / (sinPi(x) * gamma);
    }

    /** {@code lgamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2)} for x at least 7. */
    static double stirlingError(double x) {
        double inverse = 1 / x;
        return inverse * Polynomial.at(STIRLING, inverse * inverse);
    }

    private static double lgammaBySeries(double x) {
        double log = Logarithm.log(x);
        return Math.fma(x - 0.5, log - 1, HALF_LOG_TWO_PI - 0.5 + stirlingError(x));
    }

    private static double lgammaAround2(double t) {
        return t * Polynomial.at(LGAMMA_AT_2, t);
    }

    private static double lgammaOfNegative(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        return Logarithm.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x);
    }

    private static double digamma1To2(double x) {
        double fromRoot = (x - DIGAMMA_ROOT) - DIGAMMA_ROOT_LOW;
        return fromRoot * Polynomial.at(DIGAMMA_1_TO_2, x - 1.5);
    }

    private static double polygammaBySeries(int n, double x, double factorialOfLess) {
        double inverseSquare = 1 / (x * x);
        double term = factorialOfLess * n * (n + 1.0) / 2 * inverseSquare;
        double sum = factorialOfLess * (1 + n / (2 * x));
        for (int k = 1; k <= BERNOULLI.length; k++) {
            sum = Math.fma(BERNOULLI[k - 1], term, sum);
            term *= (2.0 * k + n) * (2.0 * k + n + 1) / ((2.0 * k + 1) * (2 * k + 2)) * inverseSquare;
        }
        return sum / integerPower(x, n);
    }

    private static double tgammaBySeries(double x) {
        double halfPower = Power.pow(x, 0.5 * x - 0.25);
        return SQRT_TWO_PI * (halfPower * Exponential.exp(-x)) * halfPower * Exponential.exp(stirlingError(x));
    }

    private static double tgammaByRecurrence(double x) {
        double product = 1;
        double z = x;
        while (z > 2.5) {
            z -= 1;
            product *= z;
        }
        double divisor = 1;
        while (z < 1.5) {
            divisor *= z;
            z += 1;
        }
        return product * Exponential.exp(lgammaAround2(z - 2)) / divisor;
    }

    private static double integerPower(double x, int n) {
        double power = 1;
        double square = x;
        for (int left = n; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }

    private static double sinPi(double x) {
        double whole = Math.rint(x);
        double sin = StrictMath.sin(Math.PI * (x - whole));
        return whole % 2 == 0 ? sin : -sin;
    }

    private static double cosPi(double x) {
        double whole = Math.rint(x);
        double cos = StrictMath.cos(Math.PI * (x - whole));
        return whole % 2 == 0 ? cos : -cos;
    }
}
