package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.model.LogDensity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Distribution functions are integrals or sums of their densities, and their logarithms belong together. */
class DistributionFunctionContractTest {

    /** Rows of reference values that are checked. */
    private static final int ROWS = 4;

    private static boolean hasFunctions(String distribution) {
        return Reference.of(distribution).stream().anyMatch(r -> r.function().endsWith("cdf"));
    }

    static Stream<String> distributions() {
        return Reference.distributions().filter(DistributionFunctionContractTest::hasFunctions);
    }

    static Stream<String> continuous() {
        return Reference.continuous().filter(DistributionFunctionContractTest::hasFunctions);
    }

    static Stream<String> discrete() {
        return Reference.discrete().filter(DistributionFunctionContractTest::hasFunctions);
    }

    private static List<Reference> of(String distribution, String suffix) {
        return Reference.of(distribution).stream()
                .filter(r -> r.function().equals(distribution + suffix) && Double.isFinite(r.value()))
                .toList();
    }

    /** The distribution function at a row, as an expression. */
    private static String probability(String distribution, Reference row) {
        boolean direct = !of(distribution, "_cdf").isEmpty();
        String call = distribution + (direct ? "_cdf(" : "_lcdf(")
                + row.arguments().get(0) + " | " + String.join(", ", row.parameters()) + ")";
        return direct ? call : "exp(" + call + ")";
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void derivativesAreDifferences(String distribution) {
        for (String suffix : List.of("_cdf", "_lcdf", "_lccdf")) {
            Gradients.areDifferences(distribution, of(distribution, suffix));
        }
    }

    @ParameterizedTest
    @MethodSource("continuous")
    void functionIsTheIntegralOfTheDensity(String distribution) {
        Reference.densities(distribution).stream().limit(ROWS).forEach(row -> {
            List<String> arguments = new ArrayList<>(row.parameters());
            arguments.add(0, "y");
            LogDensity density = TestModel.of("parameters { real y; } model { target += " + row.call(arguments) + "; }")
                    .model()
                    .newLogDensity();
            DoubleUnaryOperator function = y -> StrictMath.exp(density.value(new double[] {y}));
            Support support = distribution.equals("von_mises")
                    ? new Support(-Math.PI, 0, Math.PI)
                    : Support.of(distribution, row.parameters());
            double point = Double.parseDouble(row.arguments().get(0));
            String call = probability(distribution, row);
            double found = TestModel.of("generated quantities { real p = " + call + "; }")
                    .drawn("p")[0];
            // The double exponential rule converges to rounding but for tails that fall off slowly.
            assertThat(found).as(call).isCloseTo(support.below(function, point), within(1e-7));
        });
    }

    @ParameterizedTest
    @MethodSource("discrete")
    void functionIsTheSumOfTheMasses(String distribution) {
        Reference.densities(distribution).stream().limit(ROWS).forEach(row -> {
            List<String> arguments = new ArrayList<>(row.parameters());
            arguments.add(0, "n");
            int first = Outcomes.range(distribution, row.parameters())[0];
            String text = "generated quantities { real total = 0; real p = " + probability(distribution, row)
                    + "; for (n in " + first + ":" + row.arguments().get(0) + ") total += exp(" + row.call(arguments)
                    + "); }";
            TestModel model = TestModel.of(text);
            double total = model.drawn("total")[0];
            assertThat(model.drawn("p")[0]).as(row.call()).isCloseTo(total, within(1e-11 * total));
        });
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void probabilitiesOfBothSidesAddUpToOne(String distribution) {
        List<Reference> rows = of(distribution, "_lccdf");
        StringBuilder text = new StringBuilder("generated quantities { vector[" + rows.size() + "] total;\n");
        for (int k = 0; k < rows.size(); k++) {
            text.append("total[" + (k + 1) + "] = exp(" + rows.get(k).call() + ") + "
                    + probability(distribution, rows.get(k)) + ";\n");
        }
        for (double total : TestModel.of(text + "}").drawn("total")) {
            assertThat(total).isCloseTo(1, within(1e-12));
        }
    }
}
