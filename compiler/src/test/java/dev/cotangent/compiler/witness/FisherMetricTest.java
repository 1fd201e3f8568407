package dev.cotangent.compiler.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.model.Model;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The derived metric is the one that is written down by hand; its own derivatives agree with those of closed forms and with
 * differences.
 */
class FisherMetricTest {

    private static final int ROWS = 40;
    private static final int COLUMNS = 5;

    /** What the derived metric and the one made by hand may differ by: the order of a few dozen additions. */
    private static final double SAME = 1e-12;

    /** Differences of fourth order with a step of 1e-3. */
    private static final double DIFFERENCES = 1e-8;

    private static final double STEP = 1e-3;

    private static Model model(String text, MapData data) {
        return Evaluators.withMetric(new WitnessProgram("test", new Source("test.model", text), data));
    }

    private static FisherInformation information(Model model) {
        assertThat(model.fisherGaps()).isEmpty();
        return model.newFisherInformation().orElseThrow();
    }

    private static double[] metric(FisherInformation density, double[] q) {
        double[] metric = new double[q.length * q.length];
        double[] gradient = new double[q.length];
        double value = density.information(q, gradient, metric);
        assertThat(value).isEqualTo(density.value(q), within(1e-12 * (1 + Math.abs(value))));
        double[] expected = new double[q.length];
        density.gradient(q, expected);
        assertThat(gradient).isEqualTo(expected);
        return metric;
    }

    private static double scale(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    private static double[] design() {
        return new Random(3).doubles(ROWS * COLUMNS, -1, 1).toArray();
    }

    /** A row of a design that is stored by columns. */
    private static double eta(double[] x, double[] q, int row) {
        double eta = q[0];
        for (int j = 0; j < COLUMNS; j++) {
            eta += x[j * ROWS + row] * q[1 + j];
        }
        return eta;
    }

    /** {@code X' W X + prior}, with a column of ones in front. */
    private static double[] byHand(double[] x, double[] q, DoubleUnaryOperator weight, double prior) {
        int n = COLUMNS + 1;
        double[] metric = new double[n * n];
        for (int row = 0; row < ROWS; row++) {
            double w = weight.applyAsDouble(eta(x, q, row));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double a = i == 0 ? 1 : x[(i - 1) * ROWS + row];
                    double b = j == 0 ? 1 : x[(j - 1) * ROWS + row];
                    metric[i * n + j] += w * a * b;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            metric[i * n + i] += prior;
        }
        return metric;
    }

    /** The gradient of {@code sum of weights u' G u}, for a weight with this derivative. */
    private static double[] slopeByHand(
            double[] x, double[] q, DoubleUnaryOperator derivative, double[] vectors, double[] weights) {
        int n = COLUMNS + 1;
        double[] slope = new double[n];
        for (int row = 0; row < ROWS; row++) {
            double change = derivative.applyAsDouble(eta(x, q, row));
            double form = 0;
            for (int k = 0; k < weights.length; k++) {
                double along = vectors[k * n];
                for (int j = 0; j < COLUMNS; j++) {
                    along += x[j * ROWS + row] * vectors[k * n + 1 + j];
                }
                form += weights[k] * along * along;
            }
            for (int i = 0; i < n; i++) {
                slope[i] += change * form * (i == 0 ? 1 : x[(i - 1) * ROWS + row]);
            }
        }
        return slope;
    }

    private static final String REGRESSION = "data { int N; int K; matrix[N, K] X; array[N] int y; }"
            + " parameters { real alpha; vector[K] beta; }"
            + " model { alpha ~ normal(0, 10); beta ~ normal(0, 10); LIKELIHOOD; }";

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "y ~ bernoulli_logit(alpha + X * beta)",
                "y ~ bernoulli_logit_glm(X, alpha, beta)",
                "y ~ bernoulli(inv_logit(alpha + X * beta))",
                "target += bernoulli_logit_lpmf(y | alpha + X * beta)",
                "target += bernoulli_logit_lpmf(y | alpha + X * beta) - 2 * normal_lccdf(0 | 1, 2)",
                "for (n in 1:N) y[n] ~ bernoulli_logit(alpha + X[n] * beta)",
                "{ vector[N] eta = rep_vector(alpha, N); for (k in 1:K) eta += X[, k] * beta[k]; y ~ bernoulli_logit(eta); }",
            })
    void logisticRegressionIsXLX(String likelihood) {
        DoubleUnaryOperator weight = eta -> 1 / ((1 + Math.exp(-eta)) * (1 + Math.exp(eta)));
        DoubleUnaryOperator derivative =
                eta -> weight.applyAsDouble(eta) * (1 / (1 + Math.exp(eta)) - 1 / (1 + Math.exp(-eta)));
        isByHand(likelihood, i -> i % 3 == 0 ? 1 : 0, weight, derivative);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "y ~ poisson_log(alpha + X * beta)",
                "y ~ poisson(exp(alpha + X * beta))",
                "y ~ poisson_log_glm(X, alpha, beta)",
            })
    void poissonRegressionIsXLX(String likelihood) {
        isByHand(likelihood, i -> i % 4, Math::exp, Math::exp);
    }

    private interface Outcome {
        int of(int row);
    }

    private static void isByHand(
            String likelihood, Outcome outcome, DoubleUnaryOperator weight, DoubleUnaryOperator derivative) {
        double[] x = design();
        int[] y = new int[ROWS];
        Arrays.setAll(y, outcome::of);
        MapData data = MapData.builder()
                .put("N", ROWS)
                .put("K", COLUMNS)
                .put("X", rows(x))
                .put("y", y)
                .build();
        FisherInformation density = information(model(REGRESSION.replace("LIKELIHOOD", likelihood), data));
        double[] q = new Random(4).doubles(COLUMNS + 1, -1, 1).toArray();
        double[] expected = byHand(x, q, weight, 0.01);
        assertThat(metric(density, q)).containsExactly(expected, within(SAME * scale(expected)));
        double[] vectors = new Random(5).doubles(6 * q.length, -1, 1).toArray();
        double[] weights = {1, -2, 0, 0.5, 3, -1};
        double[] slope = new double[q.length];
        density.informationGradient(q, vectors, weights, weights.length, slope);
        double[] slopeByHand = slopeByHand(x, q, derivative, vectors, weights);
        assertThat(slope).containsExactly(slopeByHand, within(SAME * scale(slopeByHand)));
    }

    private static double[][] rows(double[] columns) {
        double[][] rows = new double[ROWS][COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < COLUMNS; j++) {
                rows[row][j] = columns[j * ROWS + row];
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {"y ~ normal(alpha + X * beta, sigma)", "y ~ normal_id_glm(X, alpha, beta, sigma)"})
    void normalRegressionIsXXOverVariance(String likelihood) {
        double[] x = design();
        MapData data = MapData.builder()
                .put("N", ROWS)
                .put("K", COLUMNS)
                .put("X", rows(x))
                .put("y", new Random(8).doubles(ROWS, -2, 2).toArray())
                .build();
        FisherInformation density = information(model(
                "data { int N; int K; matrix[N, K] X; vector[N] y; }"
                        + " parameters { real alpha; vector[K] beta; real<lower=0> sigma; }"
                        + " model { alpha ~ normal(0, 10); beta ~ normal(0, 10); sigma ~ exponential(2); "
                        + likelihood + "; }",
                data));
        double[] q = new Random(4).doubles(COLUMNS + 2, -1, 1).toArray();
        int n = COLUMNS + 2;
        double variance = Math.exp(2 * q[n - 1]);
        double[] coefficients = byHand(x, q, eta -> 1 / variance, 0.01);
        double[] expected = new double[n * n];
        for (int i = 0; i < n - 1; i++) {
            System.arraycopy(coefficients, i * (n - 1), expected, i * n, n - 1);
        }
        // 2 / sigma^2 in sigma is 2 in log sigma; the prior's outcome is exponential, whose logarithm has information 1
        expected[n * n - 1] = 2 * ROWS + 1;
        assertThat(metric(density, q)).containsExactly(expected, within(SAME * scale(expected)));
    }

    /** Neal's funnel: diag(n/2 + 1/9, e^-v, ..., e^-v) where the standard deviation of x is e^(v/2). */
    @ParameterizedTest
    @CsvSource({"10", "3", "1"})
    void funnelIsDiagonal(int n) {
        FisherInformation density = information(model(
                "parameters { real v; vector[" + n + "] x; } model { v ~ normal(0, 3); x ~ normal(0, exp(v / 2)); }",
                MapData.empty()));
        double[] q = new Random(2).doubles(n + 1, -2, 2).toArray();
        int size = n + 1;
        double[] expected = new double[size * size];
        expected[0] = n / 2.0 + 1 / 9.0;
        for (int i = 1; i < size; i++) {
            expected[i * size + i] = Math.exp(-q[0]);
        }
        assertThat(metric(density, q)).containsExactly(expected, within(1e-14 * scale(expected)));
        double[] u = new Random(7).doubles(size, -1, 1).toArray();
        double squares = 0;
        for (int i = 1; i < size; i++) {
            squares += u[i] * u[i];
        }
        double[] slope = new double[size];
        density.informationGradient(q, u, new double[] {-1.5}, 1, slope);
        double[] slopeByHand = new double[size];
        slopeByHand[0] = 1.5 * squares * Math.exp(-q[0]);
        assertThat(slope).containsExactly(slopeByHand, within(1e-13));
    }

    static Stream<WitnessProgram> programs() {
        return WitnessProgram.all().filter(p -> Evaluators.hasMetric(p));
    }

    /** Programs of every kind: symmetric, positive semidefinite, and with derivatives that agree with differences. */
    @ParameterizedTest
    @MethodSource("programs")
    void slopesAgreeWithDifferences(WitnessProgram program) {
        FisherInformation density = information(Evaluators.withMetric(program));
        double[] q = position(density, program.name().hashCode());
        int n = q.length;
        double[] metric = metric(density, q);
        double[] u = new Random(n).doubles(n, -1, 1).toArray();
        double form = form(metric, u);
        assertThat(form).isGreaterThanOrEqualTo(-1e-12 * scale(metric));
        double[] slope = new double[n];
        density.informationGradient(q, u, new double[] {1}, 1, slope);
        double tolerance = DIFFERENCES * Math.max(scale(slope), Math.max(1, scale(metric)));
        for (int i = 0; i < n; i++) {
            assertThat(slope[i]).as("coordinate %d", i).isCloseTo(difference(density, q, u, i), within(tolerance));
        }
    }

    private static double difference(FisherInformation density, double[] q, double[] u, int i) {
        double[] at = new double[4];
        double[] steps = {2 * STEP, STEP, -STEP, -2 * STEP};
        for (int k = 0; k < 4; k++) {
            double[] x = q.clone();
            x[i] += steps[k];
            at[k] = form(metric(density, x), u);
        }
        return (8 * (at[1] - at[2]) - (at[0] - at[3])) / (12 * STEP);
    }

    private static double form(double[] metric, double[] u) {
        double form = 0;
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < u.length; j++) {
                form += u[i] * metric[i * u.length + j] * u[j];
            }
        }
        return form;
    }

    private static double[] position(FisherInformation density, long seed) {
        Random random = new Random(seed);
        for (int tries = 0; tries < 200; tries++) {
            double[] q = random.doubles(density.dimension(), -1, 1).toArray();
            if (Double.isFinite(density.value(q))) {
                return q;
            }
        }
        throw new AssertionError("no mass at 200 positions");
    }

    private static final String USER = "functions {"
            + " real total_lpmf(array[] int y, vector eta) { real lp = 0;"
            + "   for (n in 1:size(y)) { lp += bernoulli_logit_lpmf(y[n] | eta[n]); } return lp; }"
            + " real sum_lp(array[] int y, vector eta) { target += bernoulli_logit_lpmf(y | eta); return 0; }"
            + " real own_lpmf(int y, real eta) { return y * eta - log1p_exp(eta); }"
            + " fisher own(int y, real eta) { eta, eta = inv_logit(eta) * inv_logit(-eta); }"
            + " real slice_lpmf(array[] int y, int a, int b, vector eta) {"
            + "   return bernoulli_logit_lupmf(y | eta[a:b]); }"
            + " } ";

    /** What functions of the user add up, and what information they state. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "y ~ total(alpha + X * beta)",
                "target += total_lpmf(y | alpha + X * beta)",
                "for (n in 1:N) y[n] ~ own(alpha + X[n] * beta)",
                "real z = sum_lp(y, alpha + X * beta)",
                "target += reduce_sum(slice_lpmf, y, 1, alpha + X * beta)",
            })
    void functionsOfTheUserAreLookedInto(String likelihood) {
        DoubleUnaryOperator weight = eta -> 1 / ((1 + Math.exp(-eta)) * (1 + Math.exp(eta)));
        double[] x = design();
        int[] y = new int[ROWS];
        Arrays.setAll(y, i -> i % 2);
        MapData data = MapData.builder()
                .put("N", ROWS)
                .put("K", COLUMNS)
                .put("X", rows(x))
                .put("y", y)
                .build();
        FisherInformation density = information(model(USER + REGRESSION.replace("LIKELIHOOD", likelihood), data));
        double[] q = new Random(4).doubles(COLUMNS + 1, -1, 1).toArray();
        double[] expected = byHand(x, q, weight, 0.01);
        assertThat(metric(density, q)).containsExactly(expected, within(SAME * scale(expected)));
    }

    /** The mean of the products of scores over outcomes that are drawn, beside the metric without the priors. */
    @Test
    void isTheMeanOfProductsOfScoresInAHierarchicalModel() {
        int groups = 3;
        int each = 2;
        FisherInformation metric = information(model(
                "data { array[6] real y; } parameters { real mu; real<lower=0> tau; real<lower=0> sigma; vector[3] b; }"
                        + " model { b ~ normal(mu, tau); for (i in 1:6) y[i] ~ normal(b[(i + 1) %/% 2], sigma); }",
                MapData.builder().put("y", new double[groups * each]).build()));
        double mu = 0.4;
        double tau = Math.exp(-0.3);
        double sigma = Math.exp(0.2);
        double[] q = {mu, -0.3, 0.2, 0.5, 0.1, -0.6};
        double[] expected = new double[36];
        // the likelihood's scores at y drawn from it, and the prior's at b drawn from it: statements are independent
        Random random = new Random(11);
        int draws = 400_000;
        for (int k = 0; k < draws; k++) {
            double[] score = new double[6];
            double[] prior = new double[6];
            for (int g = 0; g < groups; g++) {
                for (int i = 0; i < each; i++) {
                    double z = random.nextGaussian();
                    score[3 + g] += z / sigma;
                    score[2] += z * z - 1;
                }
                double z = random.nextGaussian();
                prior[3 + g] = -z / tau;
                prior[0] += z / tau;
                prior[1] += z * z - 1;
            }
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    expected[i * 6 + j] += (score[i] * score[j] + prior[i] * prior[j]) / draws;
                }
            }
        }
        // 36 means with standard errors below 0.04: 5 of them are passed once in 50 000 seeds
        assertThat(metric(metric, q)).containsExactly(expected, within(0.2));
    }

    @Test
    void statementsWithoutInformationAreNamed() {
        Model model =
                model("""
                data { array[3] real y; }
                parameters { real a; real<lower=0> s; real<lower=0, upper=1> w; }
                model {
                  a ~ normal(0, 1);
                  target += -s;
                  for (n in 1:3) target += log_mix(w, normal_lpdf(y[n] | a, s), normal_lpdf(y[n] | 0, 1));
                  y ~ normal(a, s) T[0, ];
                }
                """, MapData.builder().put("y", new double[] {1, 2, 3}).build());
        assertThat(model.newFisherInformation()).isEmpty();
        assertThat(model.fisherGaps().stream()
                        .map(g -> g.location().replaceAll(".*?:", ""))
                        .toList())
                .isEqualTo(List.of("3", "18", "20"));
        assertThat(model.fisherGaps().get(0).location()).isEqualTo("test.model:5:3");
        assertThat(model.fisherGaps().get(0).reason()).contains("no density");
        assertThat(model.fisherGaps().get(1).reason()).contains("mixture");
        assertThat(model.fisherGaps().get(2).reason()).contains("truncation");
    }

    @Test
    void allocatesNothingOnceWarm() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        WitnessProgram program = programs().findFirst().orElseThrow();
        FisherInformation density = information(Evaluators.withMetric(program));
        double[] q = position(density, 5);
        int n = q.length;
        double[] gradient = new double[n];
        double[] metric = new double[n * n];
        double[] result = new double[n];
        double[] weights = {1, -1, 2, 3, 4};
        double[] vectors = new Random(1).doubles(5 * n, -1, 1).toArray();
        Runnable evaluations = () -> {
            for (int k = 0; k < 100; k++) {
                density.information(q, gradient, metric);
                density.informationGradient(q, vectors, weights, 5, result);
            }
        };
        evaluations.run();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            evaluations.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
