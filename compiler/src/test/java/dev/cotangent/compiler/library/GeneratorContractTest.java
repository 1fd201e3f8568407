package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.model.LogDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws have the distribution whose density the library states. The seed is fixed; were it not, a right library would fail
 * one test in 1e8, so all of the about hundred together once in a million runs.
 */
class GeneratorContractTest {

    private static final int DRAWS = 4000;

    /** sqrt(log(2 / 1e-8) / 2): the limit of Kolmogorov and Smirnov. */
    private static final double KOLMOGOROV = 3.1;

    /** The normal quantile of 1 - 1e-8. */
    private static final double NORMAL = 5.61;

    private static final double LEAST_EXPECTED = 10;

    static Stream<String> continuous() {
        return Reference.continuous();
    }

    static Stream<String> discrete() {
        return Reference.discrete();
    }

    /** Reference values of two sets of parameters. */
    private static List<Reference> parameterSets(String distribution) {
        List<Reference> sets = new ArrayList<>();
        for (Reference r : Reference.densities(distribution)) {
            if (sets.stream().noneMatch(s -> s.parameters().equals(r.parameters()))) {
                sets.add(r);
            }
        }
        return sets.subList(0, Math.min(2, sets.size()));
    }

    private static String generator(Reference reference) {
        String name = reference.function().replaceAll("_lp[dm]f$", "_rng");
        return name + "(" + String.join(", ", reference.parameters()) + ")";
    }

    @ParameterizedTest
    @MethodSource("continuous")
    void drawsFollowTheDensity(String distribution) {
        for (Reference reference : parameterSets(distribution)) {
            double[] draws = TestModel.of("generated quantities { vector[" + DRAWS + "] y; for (i in 1:" + DRAWS
                            + ") y[i] = " + generator(reference) + "; }")
                    .drawn("y");
            Arrays.sort(draws);
            List<String> arguments = new ArrayList<>(reference.parameters());
            arguments.add(0, "y");
            LogDensity density = TestModel.of(
                            "parameters { real y; } model { target += " + reference.call(arguments) + "; }")
                    .model()
                    .newLogDensity();
            DoubleUnaryOperator function = y -> StrictMath.exp(density.value(new double[] {y}));
            double[] masses = Support.of(distribution, reference.parameters()).cumulative(function, draws);
            double distance = IntStream.range(0, DRAWS)
                    .mapToDouble(i -> Math.max(masses[i] - i / (double) DRAWS, (i + 1) / (double) DRAWS - masses[i]))
                    .max()
                    .orElseThrow();
            assertThat(distance * Math.sqrt(DRAWS)).as(generator(reference)).isLessThan(KOLMOGOROV);
        }
    }

    @ParameterizedTest
    @MethodSource("discrete")
    void countsFollowTheMasses(String distribution) {
        for (Reference reference : parameterSets(distribution)) {
            int[] range = Outcomes.range(distribution, reference.parameters());
            int size = range[1] - range[0] + 1;
            List<String> arguments = new ArrayList<>(reference.parameters());
            arguments.add(0, "n + " + (range[0] - 1));
            TestModel model = TestModel.of("generated quantities { array[" + DRAWS + "] int y; vector[" + size
                    + "] p; for (i in 1:" + DRAWS + ") y[i] = " + generator(reference) + "; for (n in 1:" + size
                    + ") p[n] = exp(" + reference.call(arguments) + "); }");
            double[] masses = model.drawn("p");
            double[] counts = new double[size];
            for (double y : model.drawn("y")) {
                counts[(int) y - range[0]]++;
            }
            hasChiSquareBelowItsLimit(masses, counts, generator(reference));
        }
    }

    /** Neighbouring outcomes are taken together until at least ten draws are expected. */
    private static void hasChiSquareBelowItsLimit(double[] masses, double[] counts, String claim) {
        double statistic = 0;
        int bins = 0;
        double expected = 0;
        double found = 0;
        double rest = DRAWS;
        for (int n = 0; n < masses.length; n++) {
            expected += DRAWS * masses[n];
            found += counts[n];
            rest -= DRAWS * masses[n];
            if (expected >= LEAST_EXPECTED && rest >= LEAST_EXPECTED || n == masses.length - 1) {
                double difference = found - expected;
                statistic += expected > 0 ? difference * difference / expected : 0;
                bins++;
                expected = 0;
                found = 0;
            }
        }
        assertThat(statistic).as(claim).isLessThan(chiSquareLimit(Math.max(1, bins - 1)));
    }

    /** E. B. Wilson and M. M. Hilferty (1931): the cube root of a chi-square variable is nearly normal. */
    private static double chiSquareLimit(int freedom) {
        double ninth = 2.0 / (9 * freedom);
        double root = 1 - ninth + NORMAL * Math.sqrt(ninth);
        return freedom * root * root * root;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dirichlet_rng([1.5, 0.4, 3]'); [1.5, 0.4, 3]' / 4.9",
                "multi_normal_rng([1, -2]', [[2, 0.7], [0.7, 1]]); [1, -2]'",
                "multi_normal_cholesky_rng([1, -2]', [[2, 0], [0.7, 1]]); [1, -2]'",
                "multi_normal_prec_rng([1, -2]', [[2, 0.7], [0.7, 1]]); [1, -2]'",
                "multi_student_t_rng(5, [1, -2]', [[2, 0.7], [0.7, 1]]); [1, -2]'",
                "square(multi_normal_rng([0, 0]', [[2, 0.7], [0.7, 1]])); [2, 1]'",
                "square(multi_normal_cholesky_rng([0, 0]', [[2, 0], [0.7, 1]])); [4, 1.49]'",
                "square(multi_normal_prec_rng([0, 0]', [[2, 0.7], [0.7, 1]])); [1, 2]' / 1.51",
                "to_vector(wishart_rng(5.5, [[2, 0.7], [0.7, 1]])); [11, 3.85, 3.85, 5.5]'",
                "to_vector(inv_wishart_rng(9.5, [[2, 0.7], [0.7, 1]])); [2, 0.7, 0.7, 1]' / 6.5",
                "square(to_vector(lkj_corr_rng(3, 1.5))[{2, 3, 6}]); [0.2, 0.2, 0.2]'",
                "square(to_vector(tcrossprod(lkj_corr_cholesky_rng(3, 1.5)))[{2, 3, 6}]); [0.2, 0.2, 0.2]'",
                "to_vector(multinomial_rng([0.2, 0.5, 0.3]', 10)); [2, 5, 3]'",
                "square(to_vector(multinomial_rng([0.2, 0.5, 0.3]', 10)) - [2, 5, 3]'); [1.6, 2.5, 2.1]'",
                "to_vector(multinomial_logit_rng([0, 0.4, -1]', 10)); 10 * softmax([0, 0.4, -1]')"
            })
    void momentsOfContainersAreThoseOfTheory(String generator, String mean) {
        TestModel model = TestModel.of("generated quantities { vector[num_elements(" + mean + ")] mean = " + mean
                + "; array[" + DRAWS + "] vector[num_elements(" + mean + ")] y; for (i in 1:" + DRAWS + ") y[i] = "
                + generator
                + "; }");
        double[] expected = model.drawn("mean");
        double[] draws = model.drawn("y");
        for (int k = 0; k < expected.length; k++) {
            double[] component = Arrays.copyOfRange(draws, k * DRAWS, (k + 1) * DRAWS);
            double average = Arrays.stream(component).average().orElseThrow();
            double variance = Arrays.stream(component)
                    .map(y -> (y - average) * (y - average))
                    .average()
                    .orElseThrow();
            assertThat(Math.abs(average - expected[k]))
                    .as("component %d of %s", k + 1, generator)
                    .isLessThanOrEqualTo(NORMAL * Math.sqrt(variance / DRAWS) + 1e-12);
        }
    }
}
