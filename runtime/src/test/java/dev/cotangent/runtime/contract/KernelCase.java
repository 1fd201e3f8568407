package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Metrics;
import dev.cotangent.runtime.fixture.Target;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.hmc.HmcKernel;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import dev.cotangent.runtime.sampler.walnuts.WalnutsKernel;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kernel to be tested, with a target that it moves on at an acceptance rate that shows its errors.
 *
 * @param kernels the kernel for the target, or for another of two dimensions
 */
record KernelCase(String name, Function<LogDensity, Kernel> kernels, Target target) {

    /** A kernel with a given metric, by its dynamics with a multiple of a step size that suits the target. */
    private record Family(String name, Function<DoubleFunction<Flow>, Kernel> kernel) {
        KernelCase on(Target target, double stepSize, Metric metric) {
            return new KernelCase(
                    name + " with " + metric.kind() + " on " + target.getClass().getSimpleName(),
                    density -> kernel.apply(factor -> Flow.leapfrog(density, metric, factor * stepSize)),
                    target);
        }
    }

    /** The samplers, to be tested with every metric; a new one goes here. */
    private static final List<Family> SAMPLERS = List.of(
            new Family("NUTS", flow -> NutsKernel.of(flow.apply(1), 0, 10)),
            new Family("HMC", flow -> HmcKernel.of(flow.apply(0.9), 0, 1.6)),
            new Family("WALNUTS", flow -> WalnutsKernel.of(flow.apply(1.3), 0, 8, 0.3, 6)));

    /** Options, and other ends of trajectories, to be tested with one metric. */
    private static final List<Family> VARIANTS = List.of(
            new Family("NUTS, jitter,", flow -> NutsKernel.of(flow.apply(1), 0.3, 10)),
            new Family("HMC, jitter,", flow -> HmcKernel.of(flow.apply(0.9), 0.3, 1.6)),
            new Family("NUTS, cut at depth 2,", flow -> NutsKernel.of(flow.apply(0.8), 0, 2)),
            new Family("NUTS, coarse,", flow -> NutsKernel.of(flow.apply(1.5), 0, 10)),
            new Family("WALNUTS, jitter, two halvings,", flow -> WalnutsKernel.of(flow.apply(1.3), 0.1, 8, 0.2, 2)));

    /** All on a curved target, where coarse steps diverge. */
    static Stream<KernelCase> onBanana() {
        return all(new Banana(), 0.4);
    }

    /** All on a correlated normal, where trees are deeper. */
    static Stream<KernelCase> onNormal() {
        return all(Gaussian.autoregressive(2, 0.7), 0.65);
    }

    private static Stream<KernelCase> all(Target target, double stepSize) {
        return Stream.concat(
                Arrays.stream(MetricKind.values())
                        .map(Metrics::ofTwoDimensions)
                        .flatMap(metric -> SAMPLERS.stream().map(family -> family.on(target, stepSize, metric))),
                VARIANTS.stream().map(family -> family.on(target, stepSize, Metrics.ofTwoDimensions(MetricKind.UNIT))));
    }

    @Override
    public String toString() {
        return name;
    }
}
