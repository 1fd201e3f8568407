package dev.cotangent.bench.embedding;

import dev.cotangent.BoundModel;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.Evaluator;
import dev.cotangent.runtime.model.LogDensity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** The gradient of eight schools by way of {@link Evaluator} beside the bare evaluator: CPU time, medians of turns. */
public final class FacadeOverhead {

    private static final String SCHOOLS = """
            data { int J; vector[J] y; vector<lower=0>[J] sigma; }
            parameters { real mu; real<lower=0> tau; vector[J] eta; }
            transformed parameters { vector[J] theta = mu + tau * eta; }
            model { mu ~ normal(0, 5); tau ~ cauchy(0, 5); eta ~ std_normal(); y ~ normal(theta, sigma); }
            """;

    private static final int CALLS = 2_000_000;
    private static final int TURNS = 21;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FacadeOverhead() {}

    /** Prints nanoseconds a call of both, and the median of their differences. */
    public static void main(String[] arguments) {
        BoundModel model = Cotangent.compile("eight_schools.model", SCHOOLS)
                .bind(
                        Data.json(
                                "{\"J\": 8, \"y\": [28, 8, -3, 7, -1, 1, 18, 12], \"sigma\": [15, 10, 16, 11, 9, 11, 10, 18]}"));
        double[] bare = new double[TURNS];
        double[] facade = new double[TURNS];
        double[] differences = new double[TURNS];
        try (Evaluator evaluator = model.newEvaluator()) {
            LogDensity density = model.newLogDensity();
            for (int turn = -4; turn < TURNS; turn++) {
                double first = bare(density);
                double second = facade(evaluator);
                if (turn >= 0) {
                    bare[turn] = first;
                    facade[turn] = second;
                    differences[turn] = second - first;
                }
            }
        }
        System.out.printf(
                "bare %.1f ns, facade %.1f ns, difference %.1f ns%n",
                median(bare), median(facade), median(differences));
    }

    private static double bare(LogDensity density) {
        double[] q = new double[density.dimension()];
        double[] gradient = new double[q.length];
        long start = THREADS.getCurrentThreadCpuTime();
        for (int k = 0; k < CALLS; k++) {
            q[0] = density.gradient(q, gradient) * 1e-9;
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / (double) CALLS;
    }

    private static double facade(Evaluator evaluator) {
        double[] q = new double[evaluator.dimension()];
        double[] gradient = new double[q.length];
        long start = THREADS.getCurrentThreadCpuTime();
        for (int k = 0; k < CALLS; k++) {
            q[0] = evaluator.gradient(q, gradient) * 1e-9;
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / (double) CALLS;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
