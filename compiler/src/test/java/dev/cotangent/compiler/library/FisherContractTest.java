package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.ast.Definition.FisherDefinition;
import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Fisher information of a model of one statement is the mean of the products of scores, by quadrature or by a sum over
 * outcomes. The score in an outcome whose support has an end is that in its logarithm or logit, whose density has no end.
 */
class FisherContractTest {

    private static final int PARAMETER_SETS = 2;

    /** Quadrature converges to rounding but for tails that fall off slowly, and sums leave out a mass of 1e-13. */
    private static final double TOLERANCE = 1e-6;

    private static final double NEGLIGIBLE = 1e-13;

    private static Stream<FisherDefinition> stated(String distribution) {
        Source source = new Source(distribution + ".model", Reference.library(distribution));
        return Parser.parseLibrary(source).stream()
                .filter(FisherDefinition.class::isInstance)
                .map(FisherDefinition.class::cast);
    }

    static Stream<String> distributions() {
        return Reference.distributions()
                .filter(d -> stated(d)
                        .anyMatch(f ->
                                f.entries().stream().allMatch(e -> e.column().isPresent())));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void informationIsTheMeanOfProductsOfScores(String distribution) {
        FisherDefinition fisher = stated(distribution).findFirst().orElseThrow();
        List<Reference> sets = new ArrayList<>();
        for (Reference r : Reference.densities(distribution)) {
            if (sets.size() < PARAMETER_SETS
                    && Double.isFinite(r.value())
                    && sets.stream().noneMatch(s -> s.parameters().equals(r.parameters()))) {
                sets.add(r);
            }
        }
        assertThat(sets).isNotEmpty();
        sets.forEach(reference -> isMeanOfScores(fisher, reference));
    }

    private static void isMeanOfScores(FisherDefinition fisher, Reference reference) {
        Scores scores = Scores.of(reference, fisher);
        double[] information = scores.information();
        int n = scores.position().length;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double expected = scores.meanProduct(i, j);
                assertThat(information[i * n + j])
                        .as("%s, entry %d, %d", reference.call(), i + 1, j + 1)
                        .isCloseTo(expected, within(TOLERANCE * (1 + Math.abs(expected))));
            }
        }
    }

    /** The scores of a reference in its real arguments that are not data; the outcome is the first if it is real. */
    private record Scores(Reference reference, TestModel.Compiled compiled, double[] position) {

        static Scores of(Reference reference, FisherDefinition fisher) {
            List<String> call = new ArrayList<>(reference.arguments());
            List<Double> position = new ArrayList<>();
            for (int k = 0; k < call.size(); k++) {
                boolean real = fisher.parameters().get(k).type().name().text().equals("real");
                if (real && !fisher.parameters().get(k).data()) {
                    position.add(Double.parseDouble(call.get(k)));
                    call.set(k, "x[" + position.size() + "]");
                } else if (k == 0) {
                    call.set(0, "n");
                }
            }
            String text = "data { int n; } parameters { vector[" + position.size() + "] x; } model { target += "
                    + reference.call(call) + "; }";
            double[] q = position.stream().mapToDouble(Double::doubleValue).toArray();
            return new Scores(reference, TestModel.compileWithMetric(text), q);
        }

        private Model at(int n) {
            return compiled.bind(MapData.builder().put("n", n).build()).model();
        }

        private String distribution() {
            return reference.function().replaceAll("_lp[dm]f$", "");
        }

        private boolean isContinuous() {
            return reference.function().endsWith("_lpdf");
        }

        double[] information() {
            int n = isContinuous() ? 0 : Integer.parseInt(reference.arguments().get(0));
            FisherInformation model = at(n).newFisherInformation().orElseThrow();
            double[] information = new double[position.length * position.length];
            assertThat(model.information(position, new double[position.length], information))
                    .as(reference.call())
                    .isFinite();
            return information;
        }

        double meanProduct(int i, int j) {
            if (isContinuous()) {
                LogDensity density = at(0).newLogDensity();
                Scale scale = Scale.of(Support.of(distribution(), reference.parameters()), distribution());
                double both = Support.of(distribution(), reference.parameters())
                        .integral(y -> product(density, i, j, y, scale));
                double here = scale.slope(position[0]);
                return both * (i == 0 ? here : 1) * (j == 0 ? here : 1);
            }
            int[] range = Outcomes.range(distribution(), reference.parameters());
            double sum = 0;
            double mass = 0;
            for (int n = range[0]; n <= range[1] && mass < 1 - NEGLIGIBLE; n++) {
                LogDensity density = at(n).newLogDensity();
                sum += product(density, i, j);
                mass += StrictMath.exp(density.value(position));
            }
            return sum;
        }

        private double product(LogDensity density, int i, int j) {
            double[] gradient = new double[position.length];
            double value = StrictMath.exp(density.gradient(position, gradient));
            return value == 0 ? 0 : value * gradient[i] * gradient[j];
        }

        private double product(LogDensity density, int i, int j, double outcome, Scale scale) {
            double[] q = position.clone();
            q[0] = outcome;
            double[] gradient = new double[q.length];
            double value = StrictMath.exp(density.gradient(q, gradient));
            gradient[0] = gradient[0] / scale.slope(outcome) + scale.jacobianSlope(outcome);
            return value == 0 ? 0 : value * gradient[i] * gradient[j];
        }
    }

    /** The scale of an outcome on which its support has no ends: z of y. */
    private record Scale(double lower, double upper) {

        static Scale of(Support support, String distribution) {
            // angles have no ends either
            boolean periodic = distribution.equals("von_mises");
            return new Scale(
                    periodic ? Double.NEGATIVE_INFINITY : support.lower(),
                    periodic ? Double.POSITIVE_INFINITY : support.upper());
        }

        /** dz/dy. */
        double slope(double y) {
            double fromLower = Double.isFinite(lower) ? 1 / (y - lower) : 0;
            double fromUpper = Double.isFinite(upper) ? 1 / (upper - y) : 0;
            return fromLower + fromUpper == 0 ? 1 : fromLower + fromUpper;
        }

        /** The derivative of log dy/dz in z. */
        double jacobianSlope(double y) {
            if (!Double.isFinite(lower)) {
                return 0;
            }
            return Double.isFinite(upper) ? (upper + lower - 2 * y) / (upper - lower) : 1;
        }
    }
}
