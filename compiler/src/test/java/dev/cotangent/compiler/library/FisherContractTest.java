package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.ast.Definition.FisherDefinition;
import dev.cotangent.compiler.ast.Definition.Information;
import dev.cotangent.compiler.ast.ExpressionPrinter;
import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.LogDensity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stated Fisher information is the mean of the products of scores, by quadrature or by a sum over outcomes. */
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
        return Reference.distributions().filter(d -> stated(d).findAny().isPresent());
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void informationIsTheMeanOfProductsOfScores(String distribution) {
        FisherDefinition fisher = stated(distribution).findFirst().orElseThrow();
        List<Reference> sets = new ArrayList<>();
        for (Reference r : Reference.densities(distribution)) {
            if (sets.size() < PARAMETER_SETS
                    && sets.stream().noneMatch(s -> s.parameters().equals(r.parameters()))) {
                sets.add(r);
            }
        }
        sets.forEach(reference -> isMeanOfScores(fisher, reference));
    }

    private static void isMeanOfScores(FisherDefinition fisher, Reference reference) {
        Scores scores = Scores.of(reference);
        for (int i = 0; i < scores.arguments().size(); i++) {
            for (int j = i; j < scores.arguments().size(); j++) {
                double expected = stated(
                        fisher,
                        reference,
                        scores.arguments().get(i),
                        scores.arguments().get(j));
                if (Double.isFinite(expected)) {
                    double found = scores.meanProduct(i, j);
                    assertThat(found)
                            .as("%s, entry %d, %d", reference.call(), i + 1, j + 1)
                            .isCloseTo(expected, within(TOLERANCE * (1 + Math.abs(expected))));
                }
            }
        }
    }

    /** The entry for two arguments, given by their numbers. */
    private static double stated(FisherDefinition fisher, Reference reference, int row, int column) {
        String first = fisher.parameters().get(row).name().text();
        String second = fisher.parameters().get(column).name().text();
        for (Information entry : fisher.entries()) {
            String r = entry.row().text();
            String c = entry.column().text();
            if (r.equals(first) && c.equals(second) || r.equals(second) && c.equals(first)) {
                return value(fisher, reference, ExpressionPrinter.print(entry.value()));
            }
        }
        return 0;
    }

    private static double value(FisherDefinition fisher, Reference reference, String expression) {
        String text = expression;
        for (int k = 0; k < fisher.parameters().size(); k++) {
            String name = fisher.parameters().get(k).name().text();
            text = text.replaceAll(
                    "\\b" + name + "\\b(?!\\()", "(" + reference.arguments().get(k) + ")");
        }
        return TestModel.of("generated quantities { real f = " + text + "; }").drawn("f")[0];
    }

    /** The scores of a reference in its real arguments, which have these numbers, from 0. */
    private record Scores(
            Reference reference, List<Integer> arguments, TestModel.Compiled compiled, double[] position) {

        static Scores of(Reference reference) {
            List<Integer> arguments = new ArrayList<>();
            List<String> call = new ArrayList<>(reference.arguments());
            List<Double> position = new ArrayList<>();
            for (int k = 0; k < call.size(); k++) {
                if (call.get(k).contains(".")) {
                    position.add(Double.parseDouble(call.get(k)));
                    arguments.add(k);
                    call.set(k, "x[" + position.size() + "]");
                } else if (k == 0) {
                    call.set(0, "n");
                }
            }
            String text = "data { int n; } parameters { vector[" + position.size() + "] x; } model { target += "
                    + reference.call(call) + "; }";
            double[] q = position.stream().mapToDouble(Double::doubleValue).toArray();
            return new Scores(reference, arguments, TestModel.compile(text), q);
        }

        private LogDensity at(int n) {
            return compiled.bind(MapData.builder().put("n", n).build()).model().newLogDensity();
        }

        private String distribution() {
            return reference.function().replaceAll("_lp[dm]f$", "");
        }

        double meanProduct(int i, int j) {
            if (reference.function().endsWith("_lpdf")) {
                LogDensity density = at(0);
                return Support.of(distribution(), reference.parameters()).integral(y -> product(density, i, j, y));
            }
            int[] range = Outcomes.range(distribution(), reference.parameters());
            double sum = 0;
            double mass = 0;
            for (int n = range[0]; n <= range[1] && mass < 1 - NEGLIGIBLE; n++) {
                LogDensity density = at(n);
                sum += product(density, i, j, position[0]);
                mass += StrictMath.exp(density.value(position));
            }
            return sum;
        }

        private double product(LogDensity density, int i, int j, double first) {
            double[] q = position.clone();
            q[0] = first;
            double[] gradient = new double[q.length];
            double value = StrictMath.exp(density.gradient(q, gradient));
            return value == 0 ? 0 : value * gradient[i] * gradient[j];
        }
    }
}
