package dev.cotangent.bench.rows;

import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.parallel.RowParallelModel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Times of a logistic regression, simulated with a fixed seed: the gradient, the same over chunks on 1, 2 ... threads, and
 * batches of random rows. Arguments: rows, columns, most threads.
 */
public final class RowTable {

    private static final String MODEL = """
            data { int N; int K; matrix[N, K] x; array[N] int<lower=0, upper=1> y; }
            parameters { real alpha; vector[K] beta; }
            model { alpha ~ normal(0, 5); beta ~ normal(0, 2.5); y ~ bernoulli_logit(alpha + x * beta); }
            """;

    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 400_000_000;

    private RowTable() {}

    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[0]);
        int columns = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        Model model = model(rows, columns);
        double[] q = new Random(2).doubles(columns + 1, -0.1, 0.1).toArray();
        double[] gradient = new double[q.length];
        LogDensity density = model.newLogDensity();
        System.out.printf("%d rows, %d columns%n", rows, columns);
        show("gradient", best(() -> density.gradient(q, gradient)), rows);
        for (int k = 1; k <= threads; k++) {
            LogDensity parallel = new RowParallelModel(model, k).newLogDensity();
            show(k + " threads", best(() -> parallel.gradient(q, gradient)), rows);
        }
        Additive additive = model.newAdditiveDensity().orElseThrow();
        Random random = new Random(3);
        for (int count : new int[] {10, 100, 1000}) {
            int[] chosen = random.ints(count, 0, rows).toArray();
            show(
                    "batch of " + count,
                    best(() -> {
                        chosen[0] = (chosen[0] + 12_345) % rows;
                        return additive.sum(q, chosen, count, gradient);
                    }),
                    count);
        }
    }

    private static Model model(int rows, int columns) {
        Random random = new Random(1);
        double[][] x = new double[rows][columns];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            double eta = 0;
            for (int j = 0; j < columns; j++) {
                x[i][j] = random.nextGaussian();
                eta += x[i][j] * (j % 5 - 2) / 5;
            }
            y[i] = random.nextDouble() < 1 / (1 + StrictMath.exp(-eta)) ? 1 : 0;
        }
        return Cotangent.compile(
                        "logistic.model", MODEL, CompileOptions.defaults().withPlates())
                .bind(Data.of(Map.of("N", rows, "K", columns, "x", x, "y", y)))
                .model();
    }

    /** Work that is timed. */
    private interface Work {
        double run();
    }

    /** Nanoseconds of the fastest round. */
    private static double best(Work work) {
        double[] nanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            int times = 0;
            while (System.nanoTime() - begin < ROUND_NANOS) {
                work.run();
                times++;
            }
            nanos[round] = (System.nanoTime() - begin) / (double) times;
        }
        return Arrays.stream(nanos).min().orElseThrow();
    }

    private static void show(String what, double nanos, int rows) {
        System.out.printf(Locale.ROOT, "%-14s %10.1f us %8.2f ns a row%n", what, nanos / 1000, nanos / rows);
    }
}
