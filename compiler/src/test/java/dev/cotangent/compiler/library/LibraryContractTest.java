package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.LogDensity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every distribution has the values of an independent source, derivatives that are its differences, and mass 1. */
class LibraryContractTest {

    /** The reference values carry 15 digits, and their own rounding. */
    private static final double REFERENCE = 1e-10;

    /** Fourth-order differences with a step of 1e-3 times the argument: 1e-12 of truncation, 1e-13 of rounding, before
     * cancellation within the densities. */
    private static final double DIFFERENCES = 1e-7;

    /** Where terms of a log density cancel, what is left is their rounding. */
    private static final double ROUNDING = 1e-15;

    private static final double STEP = 1e-3;

    /** Rows of reference values of which the derivatives are checked. */
    private static final int DIFFERENTIATED = 4;

    private static final Pattern REAL = Pattern.compile("-?\\d+\\.\\d+(e-?\\d+)?");

    static Stream<String> distributions() {
        return Reference.distributions();
    }

    // --- values

    @ParameterizedTest
    @MethodSource("distributions")
    void valuesAreThoseOfTheReference(String distribution) {
        List<Reference> references = Reference.of(distribution);
        StringBuilder text = new StringBuilder("generated quantities {\n vector[" + references.size() + "] r;\n");
        for (int k = 0; k < references.size(); k++) {
            text.append("r[")
                    .append(k + 1)
                    .append("] = ")
                    .append(references.get(k).call())
                    .append(";\n");
        }
        double[] found = TestModel.of(text + "}").drawn("r");
        for (int k = 0; k < found.length; k++) {
            double expected = references.get(k).value();
            if (Double.isFinite(expected)) {
                assertThat(found[k])
                        .as(references.get(k).call())
                        .isCloseTo(expected, within(REFERENCE * Math.abs(expected) + ROUNDING));
            } else {
                assertThat(found[k]).as(references.get(k).call()).isEqualTo(expected);
            }
        }
    }

    // --- derivatives

    /** A matrix or a vector that can't move freely moves along a direction that its constraint allows. */
    private static final Map<String, Integer> CONSTRAINED = Map.ofEntries(
            Map.entry("dirichlet", 0),
            Map.entry("categorical", 1),
            Map.entry("multinomial", 1),
            Map.entry("lkj_corr", 0),
            Map.entry("lkj_corr_cholesky", 0),
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
                boolean wishart = distribution.endsWith("wishart") && argument.startsWith("[");
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
            if (distribution.equals("multi_normal_cholesky")) {
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

    @ParameterizedTest
    @MethodSource("distributions")
    void derivativesAreDifferences(String distribution) {
        List<Differentiable> functions = Reference.densities(distribution).stream()
                .filter(r -> Double.isFinite(r.value()))
                .limit(DIFFERENTIATED)
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

    /** Formulas change sides at zero: there the derivative must be that of the function, not of a piece of it. */
    @ParameterizedTest
    @MethodSource("distributions")
    void derivativesHoldAtZero(String distribution) {
        Differentiable function = Reference.densities(distribution).stream()
                .filter(r -> Double.isFinite(r.value()))
                .map(r -> Differentiable.of(distribution, r))
                .findFirst()
                .orElseThrow();
        int n = function.position().size();
        LogDensity density = TestModel.compile(
                        "parameters { vector[" + n + "] x; } model { target += " + function.call() + "; }")
                .bind(MapData.builder().build())
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

    private static void hasGradientOfDifferences(LogDensity density, double[] q, String claim) {
        double[] gradient = new double[q.length];
        double value = density.gradient(q, gradient);
        for (int i = 0; i < q.length; i++) {
            double step = STEP * (q[i] == 0 ? 1 : Math.min(1, Math.abs(q[i])));
            double near = density.value(moved(q, i, step)) - density.value(moved(q, i, -step));
            double far = density.value(moved(q, i, 2 * step)) - density.value(moved(q, i, -2 * step));
            double slope = (8 * near - far) / (12 * step);
            double scale = 1 + Math.abs(gradient[i]) + Math.abs(value) * STEP / step;
            assertThat(gradient[i]).as("%s in x[%d]", claim, i + 1).isCloseTo(slope, within(DIFFERENCES * scale));
        }
    }

    private static double[] moved(double[] q, int i, double by) {
        double[] moved = q.clone();
        moved[i] += by;
        return moved;
    }

    // --- mass

    static Stream<String> continuous() {
        return Reference.continuous();
    }

    static Stream<String> discrete() {
        return Reference.discrete();
    }

    @ParameterizedTest
    @MethodSource("continuous")
    void densitiesIntegrateToOne(String distribution) {
        Reference.densities(distribution).stream().limit(3).forEach(reference -> {
            List<String> arguments = new ArrayList<>(reference.parameters());
            arguments.add(0, "y");
            TestModel model =
                    TestModel.of("parameters { real y; } model { target += " + reference.call(arguments) + "; }");
            LogDensity density = model.model().newLogDensity();
            DoubleUnaryOperator function = y -> StrictMath.exp(density.value(new double[] {y}));
            Support support = Support.of(distribution, reference.parameters());
            // The double exponential rule converges to rounding but for tails that fall off slowly.
            assertThat(support.integral(function)).as(reference.call(arguments)).isCloseTo(1, within(1e-7));
        });
    }

    @ParameterizedTest
    @MethodSource("discrete")
    void massesSumToOne(String distribution) {
        Reference.densities(distribution).stream().limit(3).forEach(reference -> {
            int[] range = Outcomes.range(distribution, reference.parameters());
            List<String> arguments = new ArrayList<>(reference.parameters());
            arguments.add(0, "n");
            String text = "generated quantities { real total = 0; for (n in " + range[0] + ":" + range[1]
                    + ") total += exp(" + reference.call(arguments) + "); }";
            assertThat(TestModel.of(text).drawn("total")[0])
                    .as(reference.call(arguments))
                    .isCloseTo(1, within(1e-9));
        });
    }
}
