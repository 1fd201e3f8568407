package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.CurvedBanana;
import dev.cotangent.runtime.fixture.CurvedGumbel;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Metrics;
import dev.cotangent.runtime.fixture.Target;
import dev.cotangent.runtime.geometry.CopiedPhaseSpace;
import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.IntegratorOptions;
import dev.cotangent.runtime.geometry.LocalIntegrator;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.geometry.LocalMetrics;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.hmc.HmcKernel;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import dev.cotangent.runtime.sampler.rmhmc.RiemannianKernel;
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

    /** Riemannian kernels on the same target, whose Hessian is indefinite over a part of its mass, or on a log-concave one. */
    static Stream<KernelCase> riemannian() {
        CopyRule auxiliary = CopyRule.AUXILIARY;
        IntegratorOptions once = IntegratorOptions.explicit(auxiliary).withCopies(CopiedPhaseSpace.ONCE, 0.3);
        return Stream.of(
                riemannian(LocalMetricKind.SOFTABS, 0.7, 2, 0, IntegratorOptions.implicit()),
                riemannian(LocalMetricKind.DIAGONAL_SOFTABS, 0.6, 2, 0, IntegratorOptions.implicit()),
                riemannian(LocalMetricKind.HESSIAN, 0.5, 2, 0, IntegratorOptions.implicit()),
                riemannian(LocalMetricKind.SOFTABS, 0.8, 2, 0, IntegratorOptions.explicit(CopyRule.PROJECTED)),
                riemannian(LocalMetricKind.SOFTABS, 0.15, 3, 0, IntegratorOptions.explicit(auxiliary)),
                riemannian(LocalMetricKind.SOFTABS, 0.1, 2, 1, once));
    }

    private static KernelCase riemannian(
            LocalMetricKind metric, double stepSize, int steps, double binding, IntegratorOptions integrator) {
        return new KernelCase(
                "RMHMC with " + metric + ", " + integrator.text(),
                density -> riemannian((Curved) density, metric, stepSize, steps, binding, integrator),
                metric == LocalMetricKind.HESSIAN ? new CurvedGumbel() : new CurvedBanana());
    }

    /** A Riemannian kernel with SoftAbs of alpha 2, and with jitter and numbers of steps that vary. */
    static RiemannianKernel riemannian(
            Curved density,
            LocalMetricKind metric,
            double stepSize,
            int steps,
            double binding,
            IntegratorOptions integrator) {
        LocalIntegrator local = integrator.of(LocalMetrics.of(metric, density, 2), binding);
        return new RiemannianKernel(local, stepSize, steps, 0.1, 0.5);
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
