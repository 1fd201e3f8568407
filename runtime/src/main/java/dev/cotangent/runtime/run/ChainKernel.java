package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.geometry.CholeskyMetric;
import dev.cotangent.runtime.geometry.DiagonalSoftAbsMetric;
import dev.cotangent.runtime.geometry.LocalMetric;
import dev.cotangent.runtime.geometry.SoftAbs;
import dev.cotangent.runtime.geometry.SoftAbsMetric;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.sampler.fixed.FixedParameterKernel;
import dev.cotangent.runtime.sampler.rmhmc.RiemannianKernel;
import dev.cotangent.runtime.warmup.AdaptationScheme;
import dev.cotangent.runtime.warmup.FisherAdaptation;
import dev.cotangent.runtime.warmup.StepSizeAdaptation;
import dev.cotangent.runtime.warmup.WindowedAdaptation;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What moves a chain.
 *
 * @param sampling the kernel after warmup
 * @param adapting the kernel in warmup; empty if there is none
 * @param tuned what the sampling kernel is set to; empty if there is nothing to set
 */
record ChainKernel(Kernel sampling, Optional<Kernel> adapting, Optional<Supplier<Adaptation>> tuned) {

    /**
     * The kernels of a chain.
     *
     * @param density evaluates the model's log density for this chain
     */
    static ChainKernel of(SamplerOptions options, Model model, MonitoredDensity density, int chain) {
        if (model.layout().dimension() == 0) {
            return new ChainKernel(new FixedParameterKernel(), Optional.empty(), Optional.empty());
        }
        if (options.method() instanceof Method.Riemannian method) {
            return riemannian(options, method, model, density);
        }
        return euclidean(options, (Method.Euclidean) options.method(), density, chain);
    }

    /** Kernels on batches of rows: nothing adapts, but in warmup the chain forgets where it started. */
    static ChainKernel stochastic(SamplerOptions options, StochasticPlan plan) {
        Kernel kernel = plan.newKernel();
        Optional<Kernel> warming = options.warmup() > 0 ? Optional.of(kernel) : Optional.empty();
        return new ChainKernel(kernel, warming, Optional.of(plan::adaptation));
    }

    private static ChainKernel euclidean(
            SamplerOptions options, Method.Euclidean method, MonitoredDensity density, int chain) {
        TunableKernel kernel = newKernel(options, method, density, chain);
        Optional<Kernel> adapting =
                options.warmup() > 0 ? Optional.of(newAdaptation(options, kernel)) : Optional.empty();
        return new ChainKernel(kernel, adapting, Optional.of(() -> new Adaptation(kernel.stepSize(), kernel.metric())));
    }

    private static TunableKernel newKernel(
            SamplerOptions options, Method.Euclidean method, MonitoredDensity density, int chain) {
        if (options.initialisation() instanceof Initialisation.WarmStart warm) {
            Initialisation.WarmStart.End end = Initialisation.ofChain(warm.perChain(), chain);
            return method.newKernel(density, end.metric(), end.stepSize(), options.stepSizeJitter());
        }
        Metric metric =
                options.initialMetric().orElseGet(() -> Metric.identity(options.metricKind(), density.dimension()));
        return method.newKernel(density, metric, options.stepSize(), options.stepSizeJitter());
    }

    private static Kernel newAdaptation(SamplerOptions options, TunableKernel kernel) {
        if (options.initialisation() instanceof Initialisation.WarmStart) {
            return new StepSizeAdaptation(kernel, options.warmup(), options.adaptation());
        }
        if (options.adaptation().scheme() == AdaptationScheme.WINDOWS) {
            return new WindowedAdaptation(kernel, options.warmup(), options.adaptation());
        }
        return options.initialMetric().isPresent()
                ? FisherAdaptation.fromMetric(kernel, options.warmup(), options.adaptation())
                : FisherAdaptation.fromScore(kernel, options.warmup(), options.adaptation());
    }

    private static ChainKernel riemannian(
            SamplerOptions options, Method.Riemannian method, Model model, MonitoredDensity density) {
        RiemannianKernel kernel =
                method.newKernel(localMetric(method, model, density), options.stepSize(), options.stepSizeJitter());
        Optional<Kernel> adapting = options.warmup() > 0
                ? Optional.of(method.newAdaptation(kernel, options.warmup(), options.adaptation()))
                : Optional.empty();
        return new ChainKernel(kernel, adapting, Optional.of(() -> tuned(kernel)));
    }

    private static Adaptation tuned(RiemannianKernel kernel) {
        double[] squares = kernel.scales();
        for (int i = 0; i < squares.length; i++) {
            squares[i] *= squares[i];
        }
        Map<String, Number> others = new TreeMap<>();
        others.put("steps", kernel.steps());
        if (kernel.integrator().isBound()) {
            others.put("binding", kernel.integrator().binding());
        }
        return new Adaptation(kernel.stepSize(), DiagonalMetric.of(squares), others);
    }

    private static LocalMetric localMetric(Method.Riemannian method, Model model, MonitoredDensity density) {
        SoftAbs softAbs = new SoftAbs(method.alpha());
        return switch (method.metric()) {
            case FISHER -> CholeskyMetric.ofInformation(information(model, density));
            case HESSIAN -> CholeskyMetric.ofHessian(curved(model, density));
            case SOFTABS -> new SoftAbsMetric(curved(model, density), softAbs);
            case DIAGONAL_SOFTABS -> new DiagonalSoftAbsMetric(curved(model, density), softAbs);
        };
    }

    private static Curved curved(Model model, MonitoredDensity density) {
        return new MonitoredCurvature(
                density,
                model.newCurvedDensity()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "method must be another: the model was compiled without its curvature")));
    }

    private static FisherInformation information(Model model, MonitoredDensity density) {
        return new MonitoredInformation(
                density,
                model.newFisherInformation()
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "method must be another: the model was compiled without a Fisher metric, or has none")));
    }
}
