package dev.cotangent.runtime.loo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Draws;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure against R's loo; {@code loo-reference.R} made the expected values. */
class LooReferenceTest {

    private static final double RELATIVE = 1e-9;

    /** One case: its figures by name, and log likelihoods of shape [points][chains][draws]. */
    record Case(String name, Map<String, double[]> figures, List<double[][]> points) {

        double[] figure(String key) {
            return figures.get(key);
        }

        LeaveOneOut loo() {
            List<Column> columns = IntStream.rangeClosed(1, points.size())
                    .mapToObj(k -> new Column("log_lik." + k, Column.Role.VARIABLE, false))
                    .toList();
            double[][][] values = IntStream.range(0, points.get(0).length)
                    .mapToObj(
                            chain -> points.stream().map(point -> point[chain]).toArray(double[][]::new))
                    .toArray(double[][][]::new);
            return LeaveOneOut.of(Draws.of(columns, values), "log_lik");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<String[]> lines() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                LooReferenceTest.class.getResourceAsStream("loo-reference.txt"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        int chains = 0;
        for (String[] line : lines()) {
            if (line[0].equals("case")) {
                chains = Integer.parseInt(line[2]);
                cases.add(new Case(line[1], new HashMap<>(), new ArrayList<>()));
            } else if (line[0].equals("draws")) {
                cases.get(cases.size() - 1).points().add(byChain(numbers(line), chains));
            } else if (chains > 0) {
                cases.get(cases.size() - 1).figures().putIfAbsent(line[0], numbers(line));
            }
        }
        return cases;
    }

    private static double[][] byChain(double[] draws, int chains) {
        int size = draws.length / chains;
        return IntStream.range(0, chains)
                .mapToObj(chain -> Arrays.copyOfRange(draws, chain * size, (chain + 1) * size))
                .toArray(double[][]::new);
    }

    private static double[] numbers(String[] line) {
        return Arrays.stream(line)
                .skip(1)
                .mapToDouble(text -> text.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text))
                .toArray();
    }

    private static Case named(String name) {
        return cases().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    private static void agree(String what, double[] found, double[] expected) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i])
                    .as("%s %d", what, i + 1)
                    .isCloseTo(expected[i], within(RELATIVE * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPointAgrees(Case reference) {
        LeaveOneOut loo = reference.loo();
        agree("r_eff", loo.values(PointwiseLoo::relativeEfficiency), reference.figure("r_eff"));
        agree("elpd", loo.values(PointwiseLoo::elpd), reference.figure("elpd"));
        agree("p", loo.values(PointwiseLoo::effectiveParameters), reference.figure("p"));
        agree("ess", loo.values(PointwiseLoo::effectiveSize), reference.figure("ess"));
        agree("mcse", loo.values(PointwiseLoo::mcse), reference.figure("mcse"));
    }

    /** For equal weights loo has an infinite shape, as if they could not be trusted. */
    @ParameterizedTest
    @MethodSource("cases")
    void shapesAgree(Case reference) {
        LeaveOneOut loo = reference.loo();
        double[] expected = reference.figure("shape").clone();
        for (int i = 0; i < expected.length; i++) {
            double shape = loo.points().get(i).shape();
            boolean isConstant = reference.name().equals("one_constant") && i == 1;
            if (isConstant) {
                assertThat(shape).isEqualTo(Double.NEGATIVE_INFINITY);
            } else if (Double.isInfinite(expected[i])) {
                assertThat(shape).isEqualTo(expected[i]);
            } else {
                assertThat(shape).isCloseTo(expected[i], within(RELATIVE * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void totalsAgree(Case reference) {
        LeaveOneOut loo = reference.loo();
        Estimate elpd = loo.elpd();
        Estimate p = loo.effectiveParameters();
        Estimate ic = loo.informationCriterion();
        agree(
                "totals",
                new double[] {
                    elpd.value(), p.value(), ic.value(), elpd.standardError(), p.standardError(), ic.standardError()
                },
                reference.figure("estimates"));
    }

    @Test
    void comparisonAgrees() {
        List<Comparison> found =
                Comparison.of(List.of(named("wider").loo(), named("independent").loo()));
        double[] expected = lines().stream()
                .filter(line -> line[0].equals("compare"))
                .map(LooReferenceTest::numbers)
                .findFirst()
                .orElseThrow();
        assertThat(found).extracting(Comparison::model).containsExactly(1, 0);
        agree(
                "differences",
                new double[] {
                    found.get(0).difference().value(),
                    found.get(1).difference().value(),
                    found.get(0).difference().standardError(),
                    found.get(1).difference().standardError()
                },
                expected);
    }

    /** R's optimiser stops some 1e-6 from the optimum; ours must not score less, and be near. */
    @Test
    void stackingScoresAsWellAsLoo() {
        double[][] lpd = lines().stream()
                .filter(line -> line[0].equals("lpd"))
                .map(LooReferenceTest::numbers)
                .toArray(double[][]::new);
        double[] expected = single("stacking");
        double[] found = Stacking.weights(lpd);
        double score = 0;
        for (int i = 0; i < lpd[0].length; i++) {
            double mixture = 0;
            for (int k = 0; k < lpd.length; k++) {
                mixture += found[k] * StrictMath.exp(lpd[k][i]);
            }
            score += StrictMath.log(mixture);
        }
        assertThat(Arrays.stream(found).sum()).isCloseTo(1, within(1e-12));
        assertThat(score).isGreaterThanOrEqualTo(single("score")[0] - 1e-8);
        for (int k = 0; k < found.length; k++) {
            assertThat(found[k]).isCloseTo(expected[k], within(1e-3));
        }
    }

    private static double[] single(String name) {
        return lines().stream()
                .filter(line -> line[0].equals(name))
                .map(LooReferenceTest::numbers)
                .findFirst()
                .orElseThrow();
    }
}
