package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.LogDensity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Derivatives of functions of distributions in all their real arguments, against differences. */
final class Gradients {

    /**
     * Sixth-order differences with a step of 1e-3 times the argument: 1e-12 of truncation at most, 1e-13 of rounding, before
     * cancellation within the functions.
     */
    private static final double DIFFERENCES = 1e-7;

    private static final double STEP = 1e-3;
    private static final double[] WEIGHTS = {45 / 60.0, -9 / 60.0, 1 / 60.0};

    private static final Pattern REAL = Pattern.compile("-?\\d+\\.\\d+(e-?\\d+)?");

    private Gradients() {}

    /** A matrix or a vector that can't move freely moves along a direction that its constraint allows. */
    private static final Map<String, Integer> CONSTRAINED = Map.ofEntries(
            Map.entry("dirichlet", 0),
            Map.entry("categorical", 1),
            Map.entry("multinomial", 1),
            Map.entry("lkj_corr", 0),
            Map.entry("lkj_corr_cholesky", 0),
            Map.entry("lkj_cov", 0),
            Map.entry("multi_gp", 1),
            Map.entry("multi_gp_cholesky", 1),
            Map.entry("multi_student_t_cholesky", 3),
            Map.entry("multi_normal", 2),
            Map.entry("multi_normal_prec", 2),
            Map.entry("multi_normal_cholesky", 2),
            Map.entry("multi_student_t", 3));

    /** The log density at a reference, as a function of its real arguments. */
    private record Differentiable(String call, List<Double> position) {

        static Differentiable of(String distribution, Reference reference) {
            List<Double> position = new ArrayList<>();
            List<String> arguments = new ArrayList<>();
            for (int k = 0; k < reference.arguments().size(); k++) {
                String argument = reference.arguments().get(k);
                boolean wishart = distribution.contains("wishart") && argument.startsWith("[");
                if (wishart || CONSTRAINED.getOrDefault(distribution, -1) == k) {
                    arguments.add("(" + argument + " + x[" + (position.size() + 1) + "] * "
                            + direction(distribution, argument) + ")");
                    position.add(0.0);
                } else {
                    arguments.add(freed(argument, position));
                }
            }
            return new Differentiable(reference.call(arguments), position);
        }

        private static String freed(String argument, List<Double> position) {
            return REAL.matcher(argument).replaceAll(match -> {
                position.add(Double.parseDouble(match.group()));
                return Matcher.quoteReplacement("x[" + position.size() + "]");
            });
        }

        private static String direction(String distribution, String literal) {
            int size = literal.split(",").length;
            if (!literal.startsWith("[[")) {
                return size == 3 ? "[0.3, -0.5, 0.2]'" : size == 2 ? "[0.4, -0.4]'" : "[0.3, -0.5, 0.1, 0.1]'";
            }
            boolean two = size == 4;
            if (distribution.endsWith("_cholesky") && !distribution.startsWith("lkj")) {
                return two ? "[[0.5, 0], [0.2, 0.4]]" : "[[0.5, 0, 0], [0.2, 0.4, 0], [-0.3, 0.1, 0.3]]";
            } else if (distribution.equals("lkj_corr")) {
                return two ? "[[0, 0.2], [0.2, 0]]" : "[[0, 0.2, -0.1], [0.2, 0, 0.15], [-0.1, 0.15, 0]]";
            } else if (distribution.equals("lkj_corr_cholesky")) {
                // Rows of the factor keep their length along no straight line; the density reads the diagonal alone.
                return two ? "[[0, 0], [0, 0]]" : "[[0, 0, 0], [0, 0, 0], [0, 0, 0]]";
            }
            return two ? "[[0.5, 0.2], [0.2, 0.4]]" : "[[0.5, 0.2, -0.1], [0.2, 0.4, 0.3], [-0.1, 0.3, 0.6]]";
        }
    }

    static void areDifferences(String distribution, List<Reference> references) {
        List<Differentiable> functions = references.stream()
                .map(r -> Differentiable.of(distribution, r))
                .filter(d -> !d.position().isEmpty())
                .toList();
        StringBuilder text = new StringBuilder("data { int k; int n; } parameters { vector[n] x; } model {\n");
        for (int k = 0; k < functions.size(); k++) {
            text.append("if (k == " + k + ") target += " + functions.get(k).call() + ";\n");
        }
        TestModel.Compiled compiled = TestModel.compile(text + "}");
        for (int k = 0; k < functions.size(); k++) {
            Differentiable function = functions.get(k);
            double[] q = function.position().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            MapData data = MapData.builder().put("k", k).put("n", q.length).build();
            LogDensity density = compiled.bind(data).model().newLogDensity();
            hasGradientOfDifferences(density, q, function.call());
        }
    }

    /** At a reference but for one argument, which is zero, wherever the function is smooth there. */
    static void areDifferencesAtZero(String distribution, Reference reference) {
        Differentiable function = Differentiable.of(distribution, reference);
        int n = function.position().size();
        LogDensity density = TestModel.of(
                        "parameters { vector[" + n + "] x; } model { target += " + function.call() + "; }")
                .model()
                .newLogDensity();
        for (int i = 0; i < n; i++) {
            double[] q = function.position().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            q[i] = 0;
            if (isSmooth(density, q, i)) {
                hasGradientOfDifferences(density, q, function.call() + " at x[" + (i + 1) + "] = 0");
            }
        }
    }

    /** True if the function is defined on both sides of the point, and has no kink there. */
    private static boolean isSmooth(LogDensity density, double[] q, int i) {
        double here = density.value(q);
        double right = (density.value(moved(q, i, STEP)) - here) / STEP;
        double left = (here - density.value(moved(q, i, -STEP))) / STEP;
        return Double.isFinite(right) && Double.isFinite(left) && Math.abs(right - left) <= 0.1 * (1 + Math.abs(right));
    }

    static void hasGradientOfDifferences(LogDensity density, double[] q, String claim) {
        double[] gradient = new double[q.length];
        double value = density.gradient(q, gradient);
        for (int i = 0; i < q.length; i++) {
            double step = STEP * (q[i] == 0 ? 1 : Math.min(1, Math.abs(q[i])));
            double slope = 0;
            for (int k = 1; k <= WEIGHTS.length; k++) {
                slope +=
                        WEIGHTS[k - 1] * (density.value(moved(q, i, k * step)) - density.value(moved(q, i, -k * step)));
            }
            slope /= step;
            double scale = 1 + Math.abs(gradient[i]) + Math.abs(value) * STEP / step;
            assertThat(gradient[i]).as("%s in x[%d]", claim, i + 1).isCloseTo(slope, within(DIFFERENCES * scale));
        }
    }

    private static double[] moved(double[] q, int i, double by) {
        double[] moved = q.clone();
        moved[i] += by;
        return moved;
    }
}
