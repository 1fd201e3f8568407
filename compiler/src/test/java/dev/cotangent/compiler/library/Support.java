package dev.cotangent.compiler.library;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** An interval with mass, and where in it the density may have a kink. */
record Support(double lower, double kink, double upper) {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    static Support of(String distribution, List<String> parameters) {
        double first = parameters.isEmpty() ? 0 : number(parameters, 0);
        return switch (distribution) {
            case "beta", "beta_proportion", "std_uniform" -> new Support(0, 0.5, 1);
            case "uniform" -> new Support(first, (first + number(parameters, 1)) / 2, number(parameters, 1));
            case "von_mises" -> new Support(first - Math.PI, first, first + Math.PI);
            case "pareto", "pareto_type_2" -> new Support(first, first + 1, INFINITE);
            case "chi_square",
                    "exponential",
                    "frechet",
                    "gamma",
                    "inv_chi_square",
                    "inv_gamma",
                    "loglogistic",
                    "lognormal",
                    "rayleigh",
                    "scaled_inv_chi_square",
                    "weibull" -> new Support(0, 1, INFINITE);
            case "student_t" -> new Support(-INFINITE, number(parameters, 1), INFINITE);
            default -> new Support(-INFINITE, first, INFINITE);
        };
    }

    private static double number(List<String> parameters, int k) {
        return Double.parseDouble(parameters.get(k));
    }

    /** The integral up to a point. */
    double below(DoubleUnaryOperator function, double point) {
        if (point <= kink) {
            return side(function, point, lower);
        }
        return side(function, kink, lower) + side(function, kink, point);
    }

    /** By the double exponential rule (H. Takahasi and M. Mori, 1974), on either side of the kink. */
    double integral(DoubleUnaryOperator function) {
        return side(function, kink, lower) + side(function, kink, upper);
    }

    /** Mass below each of some increasing points. */
    double[] cumulative(DoubleUnaryOperator function, double[] points) {
        double[] masses = new double[points.length];
        double below = side(function, kink, lower);
        for (int direction : new int[] {1, -1}) {
            double at = kink;
            double mass = below;
            for (int n = 0; n < points.length; n++) {
                int k = direction > 0 ? n : points.length - 1 - n;
                if ((points[k] - kink) * direction >= 0) {
                    mass += simpson(function, at, points[k]);
                    at = points[k];
                    masses[k] = mass;
                }
            }
        }
        return masses;
    }

    private static double simpson(DoubleUnaryOperator function, double from, double to) {
        double h = (to - from) / 4;
        double odd = function.applyAsDouble(from + h) + function.applyAsDouble(to - h);
        double even = function.applyAsDouble(from + 2 * h);
        return h / 3 * (function.applyAsDouble(from) + 4 * odd + 2 * even + function.applyAsDouble(to));
    }

    private static double side(DoubleUnaryOperator function, double from, double to) {
        double sum = 0;
        double h = 1.0 / 64;
        for (int k = -6 * 64; k <= 6 * 64; k++) {
            double t = k * h;
            sum += Double.isInfinite(to) ? tail(function, from, Math.signum(to), t) : between(function, from, to, t);
        }
        return sum * h;
    }

    private static double tail(DoubleUnaryOperator function, double from, double sign, double t) {
        double x = StrictMath.exp(Math.PI / 2 * StrictMath.sinh(t));
        double weight = x * Math.PI / 2 * StrictMath.cosh(t);
        return term(function, from + sign * x, weight);
    }

    private static double between(DoubleUnaryOperator function, double from, double to, double t) {
        double s = Math.PI / 2 * StrictMath.sinh(t);
        double half = (to - from) / 2;
        double weight = Math.abs(half) * Math.PI / 2 * StrictMath.cosh(t) / square(StrictMath.cosh(s));
        // measured from the nearer end, where the density may be singular
        double rest = half * 2 / (1 + StrictMath.exp(2 * Math.abs(s)));
        return term(function, s > 0 ? to - rest : from + rest, weight);
    }

    private static double term(DoubleUnaryOperator function, double x, double weight) {
        if (!Double.isFinite(x) || !Double.isFinite(weight) || weight == 0) {
            return 0;
        }
        double value = function.applyAsDouble(x);
        return value == 0 ? 0 : value * weight;
    }

    private static double square(double x) {
        return x * x;
    }
}
