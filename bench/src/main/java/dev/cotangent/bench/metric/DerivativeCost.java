package dev.cotangent.bench.metric;

import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** What Hessians, information and their derivatives cost, in multiples of a gradient, as Markdown. */
public final class DerivativeCost {

    private static final int SWEEPS = 9;
    private static final double SWEEP_SECONDS = 0.05;

    private DerivativeCost() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        System.out.println(
                "| model | n | gradient, µs | Hessian | gradient of tr(B H) | information | gradient of tr(B G) |");
        System.out.println("|---|---|---|---|---|---|---|");
        row("logistic regression, 1000 rows", LOGISTIC, logistic(1000, 24));
        row("funnel", FUNNEL, Data.none());
    }

    private static final String LOGISTIC = "data { int N; int K; matrix[N, K] X; array[N] int y; }"
            + " parameters { real alpha; vector[K] beta; }"
            + " model { alpha ~ normal(0, 10); beta ~ normal(0, 10); y ~ bernoulli_logit(alpha + X * beta); }";

    private static final String FUNNEL =
            "parameters { real v; vector[10] x; } model { v ~ normal(0, 3); x ~ normal(0, exp(v / 2)); }";

    private static DataSource logistic(int rows, int columns) {
        Random random = new Random(1);
        double[][] x = new double[rows][columns];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            Arrays.setAll(x[i], j -> random.nextGaussian());
            y[i] = random.nextInt(2);
        }
        return Data.builder()
                .put("N", rows)
                .put("K", columns)
                .put("X", x)
                .put("y", y)
                .build();
    }

    private static void row(String name, String text, DataSource data) {
        CompileOptions options = CompileOptions.defaults().withCurvature().withFisherMetric();
        Model model = Cotangent.compile("bench", text, options).bind(data).model();
        LogDensity density = model.newLogDensity();
        Curved curved = model.newCurvedDensity().orElseThrow();
        FisherInformation fisher = model.newFisherInformation().orElseThrow();
        int n = density.dimension();
        double[] q = new Random(2).doubles(n, -0.3, 0.3).toArray();
        double[] gradient = new double[n];
        double[] matrix = new double[n * n];
        double[] vectors = new Random(3).doubles(n * n, -1, 1).toArray();
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        double one = seconds(() -> density.gradient(q, gradient));
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.3g | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                n,
                one * 1e6,
                seconds(() -> curved.hessian(q, gradient, matrix)) / one,
                seconds(() -> curved.traceGradient(q, vectors, weights, n, gradient)) / one,
                seconds(() -> fisher.information(q, gradient, matrix)) / one,
                seconds(() -> fisher.informationGradient(q, vectors, weights, n, gradient)) / one);
    }

    /** The median time of an evaluation, once warm. */
    private static double seconds(Runnable evaluation) {
        long runs = 1;
        while (time(evaluation, runs) < SWEEP_SECONDS * 1e9) {
            runs *= 2;
        }
        for (int k = 0; k < SWEEPS; k++) {
            time(evaluation, runs);
        }
        double[] times = new double[SWEEPS];
        for (int k = 0; k < SWEEPS; k++) {
            times[k] = time(evaluation, runs) / (double) runs;
        }
        Arrays.sort(times);
        return times[SWEEPS / 2] * 1e-9;
    }

    private static long time(Runnable evaluation, long runs) {
        long start = System.nanoTime();
        for (long k = 0; k < runs; k++) {
            evaluation.run();
        }
        return System.nanoTime() - start;
    }
}
