package dev.cotangent.bench.riemann;

import com.sun.management.OperatingSystemMXBean;
import dev.cotangent.BoundModel;
import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.Fit;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A run, and what its draws are worth. */
record Runs(Fit fit, double processSeconds) {

    private static final double NANOS = 1e9;

    /** A model that can give its Fisher metric and its curvature. */
    static BoundModel model(Path file, Path data) throws IOException {
        return Cotangent.compile(
                        file, CompileOptions.defaults().withFisherMetric().withCurvature())
                .bind(JsonData.read(data));
    }

    /** Runs one chain after the other. */
    static Runs of(BoundModel model, SamplerOptions.Builder options) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = system.getProcessCpuTime();
        Fit fit = model.sample(options.threads(1).refresh(0).build());
        return new Runs(fit, (system.getProcessCpuTime() - before) / NANOS);
    }

    /** CPU seconds of the process for the draws alone, by their share of the wall time. */
    double samplingSeconds() {
        double warmup = 0;
        double sampling = 0;
        for (ChainReport chain : fit.report().chains()) {
            warmup += chain.warmup().elapsed().toNanos();
            sampling += chain.sampling().elapsed().toNanos();
        }
        return processSeconds * sampling / (warmup + sampling);
    }

    double evaluations() {
        return fit.report().chains().stream()
                .mapToDouble(chain -> chain.sampling().leapfrogs())
                .sum();
    }

    /** Bulk effective sample sizes, ascending. */
    double[] sizes(List<String> columns) {
        return columns.stream()
                .mapToDouble(column ->
                        VariableSummary.of(column, fit.drawsByChain(column)).essBulk())
                .sorted()
                .toArray();
    }

    double acceptance() {
        return Arrays.stream(fit.drawsByChain("accept_stat__"))
                .flatMapToDouble(Arrays::stream)
                .average()
                .orElse(Double.NaN);
    }
}
