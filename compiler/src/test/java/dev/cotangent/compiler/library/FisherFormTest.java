package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Fisher information of distributions of containers is the mean of the products of scores, by sums and quadrature. */
class FisherFormTest {

    private static final double EXACT = 1e-12;

    private static double[] information(Model model, double[] q) {
        FisherInformation density = model.newFisherInformation().orElseThrow();
        double[] information = new double[q.length * q.length];
        assertThat(density.information(q, new double[q.length], information)).isFinite();
        return information;
    }

    private static void addProducts(double[] sum, double weight, double[] score) {
        for (int i = 0; i < score.length; i++) {
            for (int j = 0; j < score.length; j++) {
                sum[i * score.length + j] += weight * score[i] * score[j];
            }
        }
    }

    private static void agree(double[] found, double[] expected, double tolerance) {
        double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertThat(scale).isPositive();
        assertThat(found).containsExactly(expected, within(tolerance * scale));
    }

    /** A sum over all outcomes, whose probabilities add to 1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "categorical_logit_lpmf(n | x) # 1 # 4",
                "categorical_lpmf(n | softmax(x)) # 1 # 4",
                "ordered_logistic_lpmf(n | x[1], [-1, x[2], 2 + x[3], 5 + x[4]]') # 1 # 5",
                "ordered_logistic_lpmf(n | 0.5, [-1, x[2], 2 + x[3], 5 + x[1] + x[4]]') # 1 # 5",
                "ordered_logistic_lpmf(n | sum(x), [-1, 1, 2, 5]') # 1 # 5",
                "ordered_probit_lpmf(n | x[1], [-1, x[2], 1 + x[3], 2 + x[4]]') # 1 # 5",
                "categorical_logit_glm_lpmf(n | [[0.5, 2]], x, [[1, x[1], 2, 0], [x[2], 1, 2, 3]]) # 1 # 4",
                "multinomial_lpmf({n, 5 - n} | softmax(x[1:2] .* x[3:4])) # 0 # 5",
                "multinomial_logit_lpmf({n, 5 - n} | x[1:2] .* x[3:4]) # 0 # 5",
            })
    void ofOutcomesOneByOne(String density, int first, int last) {
        TestModel.Compiled compiled = TestModel.compileWithMetric(
                "data { int n; } parameters { vector[4] x; } model { target += " + density + "; }");
        double[] q = {0.4, -0.3, 0.2, 0.7};
        double[] expected = new double[16];
        double mass = 0;
        Model model = null;
        for (int n = first; n <= last; n++) {
            model = compiled.bind(MapData.builder().put("n", n).build()).model();
            double[] score = new double[4];
            double probability = Math.exp(model.newLogDensity().gradient(q, score));
            addProducts(expected, probability, score);
            mass += probability;
        }
        assertThat(mass).isCloseTo(1, within(EXACT));
        agree(information(model, q), expected, EXACT);
    }

    private static final double[] Q = {0.3, -0.2, 0.8, -0.5, 0.4, 0.6, -0.3};

    /** L with a positive diagonal, of three parameters; outcome and mean are two each. */
    private static final String PARAMETERS =
            "parameters { vector[2] y; vector[2] mu; vector[3] l; } transformed parameters {"
                    + " matrix[2, 2] L = [[exp(l[1]), 0], [l[2], exp(l[3])]]; } model { target += DENSITY; }";

    private static final Map<String, String> NORMAL = Map.of(
            "multi_normal", "multi_normal_lpdf(y | mu, L * L')",
            "multi_normal_cholesky", "multi_normal_cholesky_lpdf(y | mu, L)",
            "multi_normal_prec", "multi_normal_prec_lpdf(y | mu, inverse_spd(L * L'))");

    /** Scores of a normal are polynomials of degree 2, so a rule of three points an axis is exact. */
    @ParameterizedTest
    @CsvSource({"multi_normal", "multi_normal_cholesky", "multi_normal_prec"})
    void ofNormals(String distribution) {
        Model model = model(PARAMETERS.replace("DENSITY", NORMAL.get(distribution)));
        double[] points = {-Math.sqrt(3), 0, Math.sqrt(3)};
        double[] weights = {1 / 6.0, 2 / 3.0, 1 / 6.0};
        double[] expected = new double[49];
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                addProducts(expected, weights[a] * weights[b], score(model, points[a], points[b]));
            }
        }
        agree(information(model, Q), expected, 1e-11);
    }

    private static Model model(String text) {
        return TestModel.compileWithMetric(text).bind(MapData.empty()).model();
    }

    /** The score at {@code y = mu + L (a, b)}. */
    private static double[] score(Model model, double a, double b) {
        double[] q = at(a, b);
        double[] score = new double[q.length];
        model.newLogDensity().gradient(q, score);
        return score;
    }

    private static double[] at(double a, double b) {
        double[] q = Q.clone();
        q[0] = q[2] + Math.exp(q[4]) * a;
        q[1] = q[3] + q[5] * a + Math.exp(q[6]) * b;
        return q;
    }

    /** In polar coordinates: five angles are enough for polynomials of degree 4, and the radius has a quadrature. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {"multi_student_t_lpdf(y | 5, mu, L * L')", "multi_student_t_cholesky_lpdf(y | 5, mu, L)"})
    void ofStudents(String density) {
        Model model = model(PARAMETERS.replace("DENSITY", density));
        LogDensity values = model.newLogDensity();
        double determinant = Math.exp(Q[4] + Q[6]);
        double[] expected = new double[49];
        int angles = 6;
        for (int entry = 0; entry < 49; entry++) {
            int i = entry / 7;
            int j = entry % 7;
            for (int k = 0; k < angles && j >= i; k++) {
                double angle = 2 * Math.PI * k / angles + 0.1;
                double along = new Support(0, 1, Double.POSITIVE_INFINITY).integral(r -> {
                    double[] q = at(r * Math.cos(angle), r * Math.sin(angle));
                    double[] score = new double[7];
                    double mass = Math.exp(values.gradient(q, score)) * determinant * r;
                    return mass == 0 ? 0 : mass * score[i] * score[j];
                });
                expected[entry] += along * 2 * Math.PI / angles;
            }
            expected[j * 7 + i] = j >= i ? expected[entry] : expected[j * 7 + i];
        }
        agree(information(model, Q), expected, 1e-8);
    }

    /** Three shares, over the plane of their logarithms' differences, where the trapezoidal rule converges fast. */
    @Test
    void ofShares() {
        Model model = model("parameters { vector[2] z; vector[3] a; } model {"
                + " vector[3] theta = softmax([z[1], z[2], 0]'); target += dirichlet_lpdf(theta | exp(a)); }");
        double[] q = {0.3, -0.4, 0.2, 0.9, -0.1};
        LogDensity density = model.newLogDensity();
        double[] expected = new double[25];
        double mass = 0;
        double step = 0.25;
        for (double z1 = -40; z1 <= 40; z1 += step) {
            for (double z2 = -40; z2 <= 40; z2 += step) {
                double[] x = {z1, z2, q[2], q[3], q[4]};
                double[] score = new double[5];
                double total = Math.exp(z1) + Math.exp(z2) + 1;
                double[] theta = {Math.exp(z1) / total, Math.exp(z2) / total, 1 / total};
                double jacobian = theta[0] * theta[1] * theta[2];
                double weight = Math.exp(density.gradient(x, score)) * jacobian * step * step;
                if (weight > 0) {
                    score[0] += 1 - 3 * theta[0];
                    score[1] += 1 - 3 * theta[1];
                    addProducts(expected, weight, score);
                    mass += weight;
                }
            }
        }
        assertThat(mass).isCloseTo(1, within(1e-9));
        agree(information(model, q), expected, 1e-8);
    }

    /** In the coordinates of its constraint, partial correlations are independent: 4 b² / (2 b + 1) for shape b. */
    @Test
    void ofCorrelations() {
        Model model = model("parameters { cholesky_factor_corr[4] L; } model { L ~ lkj_corr_cholesky(1.5); }");
        double[] q = {0.2, -0.5, 0.9, 0.1, -0.3, 0.7};
        List<Double> shapes = new ArrayList<>();
        for (int i = 2; i <= 4; i++) {
            for (int j = 1; j < i; j++) {
                shapes.add(1.5 + 0.5 * (4 - 1 - j));
            }
        }
        double[] expected = new double[36];
        for (int k = 0; k < 6; k++) {
            expected[7 * k] = 4 * shapes.get(k) * shapes.get(k) / (2 * shapes.get(k) + 1);
        }
        agree(information(model, q), expected, EXACT);
    }
}
