package dev.cotangent.bench.riemann;

import dev.cotangent.BoundModel;
import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.IntegratorOptions;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Logistic regressions by Riemannian HMC with the Fisher metric, NUTS and HMC: least, median and largest effective sample size, and
 * seconds per least. Arguments: a folder of data that {@code src/main/r/logistic.R} writes, and the number of draws.
 */
public final class LogisticTable {

    private LogisticTable() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int draws = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        System.out.println(
                "| data | coefficients | method | acceptance | evaluations a draw | ESS least | median | largest"
                        + " | seconds | seconds per 1000 of the least |");
        System.out.println("|---|---:|---|---:|---:|---:|---:|---:|---:|---:|");
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            BoundModel model = Runs.model(folder.resolve("logistic.model"), file);
            String name = file.getFileName().toString().replace(".json", "");
            for (Map.Entry<String, Method> method : methods().entrySet()) {
                print(name, method.getKey(), model, method.getValue(), draws);
            }
        }
    }

    private static Map<String, Method> methods() {
        Map<String, Method> methods = new LinkedHashMap<>();
        methods.put("RMHMC implicit", Method.Riemannian.of(LocalMetricKind.FISHER));
        methods.put(
                "RMHMC implicit, no way back",
                riemannian(IntegratorOptions.implicit().withReversalTolerance(Double.POSITIVE_INFINITY)));
        methods.put("RMHMC explicit, projected", riemannian(IntegratorOptions.explicit(CopyRule.PROJECTED)));
        methods.put("RMHMC explicit, auxiliary", riemannian(IntegratorOptions.explicit(CopyRule.AUXILIARY)));
        methods.put("RMHMC explicit, midpoint (not exact)", riemannian(IntegratorOptions.explicit(CopyRule.MIDPOINT)));
        methods.put("NUTS", Method.nuts());
        methods.put("HMC", new Method.StaticHmc(Math.PI / 2));
        return methods;
    }

    private static Method riemannian(IntegratorOptions integrator) {
        return new Method.Riemannian(
                LocalMetricKind.FISHER,
                Method.Riemannian.DEFAULT_ALPHA,
                integrator,
                Optional.empty(),
                Optional.empty());
    }

    private static void print(String name, String label, BoundModel model, Method method, int draws) {
        SamplerOptions.Builder options =
                SamplerOptions.builder().method(method).chains(1).draws(draws).seed(1);
        if (method instanceof Method.Riemannian riemannian) {
            options.targetAccept(riemannian.usualTarget(0.9));
        }
        if (method instanceof Method.StaticHmc) {
            options.stepSizeJitter(0.2);
        }
        Runs run = Runs.of(model, options);
        List<String> columns = run.fit().columns().stream()
                .filter(column -> column.startsWith("beta"))
                .toList();
        double[] sizes = run.sizes(columns);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %s | %.2f | %.0f | %.0f | %.0f | %.0f | %.2f | %.2f |%n",
                name,
                sizes.length,
                label,
                run.acceptance(),
                run.evaluations() / draws,
                sizes[0],
                sizes[sizes.length / 2],
                sizes[sizes.length - 1],
                run.samplingSeconds(),
                1000 * run.samplingSeconds() / sizes[0]);
    }
}
