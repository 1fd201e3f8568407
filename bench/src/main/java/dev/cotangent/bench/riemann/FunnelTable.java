package dev.cotangent.bench.riemann;

import dev.cotangent.BoundModel;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.IntegratorOptions;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Neal's funnel with ten coordinates, v normal with standard deviation 3: with default options, and with the settings of
 * hamiltorch's example, 25 steps of 0.14 and SoftAbs, on one thread. The argument is the folder of the model.
 */
public final class FunnelTable {

    private static final double SD = 3;
    private static final double HAMILTORCH = 0.57;

    private FunnelTable() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        BoundModel model = Runs.model(folder.resolve("funnel.model"), folder.resolve("data.json"));
        System.out.println(
                "| options | ESS of v | mean of v | in errors | variance of v | in errors | KS | at 1 % | draws a second |"
                        + " times hamiltorch's 0.57 | ESS of v a second |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (long seed = 1; seed <= 3; seed++) {
            print("defaults, seed " + seed, model, usual(seed));
        }
        print("NUTS, seed 1", model, SamplerOptions.builder().seed(1));
        for (Map.Entry<String, IntegratorOptions> entry : integrators().entrySet()) {
            print(entry.getKey() + ", alpha 1e6", model, hamiltorch(entry.getValue(), 1e6));
        }
        print("implicit, alpha 1000", model, hamiltorch(IntegratorOptions.implicit(), 1000));
    }

    private static SamplerOptions.Builder usual(long seed) {
        return SamplerOptions.builder()
                .method(Method.Riemannian.of(LocalMetricKind.FISHER))
                .seed(seed);
    }

    private static Map<String, IntegratorOptions> integrators() {
        double none = Double.POSITIVE_INFINITY;
        Map<String, IntegratorOptions> integrators = new LinkedHashMap<>();
        integrators.put("explicit, projected", IntegratorOptions.explicit(CopyRule.PROJECTED));
        integrators.put(
                "explicit, projected, no way back",
                IntegratorOptions.explicit(CopyRule.PROJECTED).withReversalTolerance(none));
        integrators.put("explicit, auxiliary", IntegratorOptions.explicit(CopyRule.AUXILIARY));
        integrators.put("explicit, midpoint (not exact)", IntegratorOptions.explicit(CopyRule.MIDPOINT));
        integrators.put("explicit, paper (not exact)", IntegratorOptions.explicit(CopyRule.PAPER));
        integrators.put("implicit", IntegratorOptions.implicit());
        integrators.put("implicit, no way back", IntegratorOptions.implicit().withReversalTolerance(none));
        return integrators;
    }

    /** A chain of 2000 from the middle of the funnel, without warmup. */
    private static SamplerOptions.Builder hamiltorch(IntegratorOptions integrator, double alpha) {
        return SamplerOptions.builder()
                .method(new Method.Riemannian(
                        LocalMetricKind.SOFTABS,
                        alpha,
                        integrator,
                        Optional.of(25),
                        integrator.hasBinding() ? Optional.of(0.0) : Optional.empty()))
                .warmup(0)
                .stepSize(0.14)
                .draws(2000)
                .chains(1)
                .initialisation(Initialisation.uniform())
                .seed(1);
    }

    private static void print(String label, BoundModel model, SamplerOptions.Builder options) {
        Runs run = Runs.of(model, options);
        double[][] v = run.fit().drawsByChain("v");
        double[] all = Arrays.stream(v).flatMapToDouble(Arrays::stream).toArray();
        double size = VariableSummary.of("v", v).essBulk();
        double[][] squares = Arrays.stream(v)
                .map(chain -> Arrays.stream(chain).map(x -> x * x).toArray())
                .toArray(double[][]::new);
        VariableSummary square = VariableSummary.of("v2", squares);
        double mean = Arrays.stream(all).average().orElse(Double.NaN);
        double meanError = VariableSummary.of("v", v).mcseMean();
        double ks = kolmogorov(all);
        double critical = 1.628 / Math.sqrt(size);
        double rate = all.length / run.samplingSeconds();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.3f | %.1f | %.2f | %.1f | %.3f | %s | %.0f | %.0f | %.0f |%n",
                label,
                size,
                mean,
                mean / meanError,
                square.mean() - mean * mean,
                (square.mean() - SD * SD) / square.mcseMean(),
                ks,
                ks < critical ? "passes" : "fails",
                rate,
                rate / HAMILTORCH,
                size / run.samplingSeconds());
    }

    private static double kolmogorov(double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double largest = 0;
        for (int k = 0; k < sorted.length; k++) {
            double below = normal(sorted[k] / SD);
            largest =
                    Math.max(largest, Math.max(below - (double) k / sorted.length, (k + 1.0) / sorted.length - below));
        }
        return largest;
    }

    /** The standard normal distribution function by Simpson's rule with 2000 intervals from -10. */
    private static double normal(double x) {
        int intervals = 2000;
        double width = (x + 10) / intervals;
        double sum = 0;
        for (int k = 0; k <= intervals; k++) {
            double t = -10 + k * width;
            double weight = k == 0 || k == intervals ? 1 : k % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-t * t / 2);
        }
        return sum * width / 3 / Math.sqrt(2 * Math.PI);
    }
}
