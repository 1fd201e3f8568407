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

/** Every distribution has the values of an independent source, derivatives that are its differences, and mass 1. */
class LibraryContractTest {

    /** The reference values carry 15 digits, and their own rounding. */
    private static final double REFERENCE = 1e-10;

    /** Where terms of a log density cancel, what is left is their rounding. */
    private static final double ROUNDING = 1e-15;

    /** Rows of reference values of which the derivatives are checked. */
    private static final int DIFFERENTIATED = 4;

    static Stream<String> distributions() {
        return Reference.distributions();
    }

    // --- values

    @ParameterizedTest
    @MethodSource("distributions")
    void valuesAreThoseOfTheReference(String distribution) {
        List<Reference> references = Reference.of(distribution);
        assertThat(references).as("reference values of %s", distribution).isNotEmpty();
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

    @ParameterizedTest
    @MethodSource("distributions")
    void derivativesAreDifferences(String distribution) {
        Gradients.areDifferences(
                distribution,
                Reference.densities(distribution).stream()
                        .filter(r -> Double.isFinite(r.value()))
                        .limit(DIFFERENTIATED)
                        .toList());
    }

    /** Formulas change sides at zero: there the derivative must be that of the function, not of a piece of it. */
    @ParameterizedTest
    @MethodSource("distributions")
    void derivativesHoldAtZero(String distribution) {
        Gradients.areDifferencesAtZero(
                distribution,
                Reference.densities(distribution).stream()
                        .filter(r -> Double.isFinite(r.value()))
                        .findFirst()
                        .orElseThrow());
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
