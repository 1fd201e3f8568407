package dev.cotangent.bench.posterior;

import com.sun.management.OperatingSystemMXBean;
import dev.cotangent.Cotangent;
import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.diagnostic.EffectiveSampleSize;
import dev.cotangent.runtime.diagnostic.RHat;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.Draws;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run of a posterior in this process.
 *
 * @param parameters columns of the parameters block
 * @param draws draws of the columns asked for and of the parameters block
 * @param report how the run went
 * @param gradients evaluations of the log density or its gradient, searches for start and step size included
 * @param cpuSeconds of the whole process while it ran, garbage collection and compilation included
 * @param positions unconstrained positions of the draws, if asked for
 */
record PosteriorRun(
        List<String> parameters,
        Draws draws,
        RunReport report,
        long gradients,
        double cpuSeconds,
        List<double[]> positions) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Compiles a program of posteriordb and binds its data. */
    static Model compile(Posteriordb posteriordb, String model, String data) throws IOException {
        return Cotangent.compile(model + ".model", posteriordb.program(model))
                .bind(JsonData.read(new ByteArrayInputStream(posteriordb.data(data)), data + ".json"))
                .model();
    }

    /** Runs and keeps the parameters block and the named columns. */
    static PosteriorRun of(Model model, SamplerOptions options, Set<String> columns) {
        return of(ObservedModel.counting(model), options, columns);
    }

    static PosteriorRun of(ObservedModel model, SamplerOptions options, Set<String> columns) {
        List<String> parameters = parameters(model.layout());
        Set<String> wanted = new TreeSet<>(columns);
        wanted.addAll(parameters);
        SelectedDraws draws = new SelectedDraws(wanted);
        long before = model.evaluations();
        long start = PROCESS.getProcessCpuTime();
        RunReport report = Sampler.run(model, options, draws, RunObserver.SILENT, Cancellation.onRequest());
        double seconds = (PROCESS.getProcessCpuTime() - start) * 1e-9;
        return new PosteriorRun(
                parameters, draws.draws(), report, model.evaluations() - before, seconds, model.positions());
    }

    private static List<String> parameters(Layout layout) {
        return layout.variables().stream()
                .filter(v -> v.block() == Layout.Block.PARAMETERS)
                .flatMap(v -> v.columnNames().stream())
                .toList();
    }

    /** The least bulk effective sample size of the parameters block; columns without one, such as constants, apart. */
    double minimumEss() {
        return parameters.stream()
                .mapToDouble(name -> EffectiveSampleSize.bulk(draws.values(name)))
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
    }

    /** The largest R-hat of the parameters block; columns without one, such as constants, apart. */
    double maximumRHat() {
        return parameters.stream()
                .mapToDouble(name -> RHat.of(draws.values(name)))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    /** Integrator steps during warmup. */
    long warmupLeapfrogs() {
        return report.chains().stream().mapToLong(c -> c.warmup().leapfrogs()).sum();
    }

    /** Integrator steps after warmup. */
    long samplingLeapfrogs() {
        return report.chains().stream().mapToLong(c -> c.sampling().leapfrogs()).sum();
    }
}
