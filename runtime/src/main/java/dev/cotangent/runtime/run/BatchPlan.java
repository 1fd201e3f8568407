package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.sampler.stochastic.Anchor;
import dev.cotangent.runtime.sampler.stochastic.BatchGradient;
import dev.cotangent.runtime.sampler.stochastic.Batches;
import dev.cotangent.runtime.sampler.stochastic.ControlVariateGradient;
import dev.cotangent.runtime.sampler.stochastic.FullGradient;
import dev.cotangent.runtime.sampler.stochastic.GradientEstimator;
import dev.cotangent.runtime.sampler.stochastic.KineticKernel;
import dev.cotangent.runtime.sampler.stochastic.LangevinKernel;
import dev.cotangent.runtime.sampler.stochastic.Mode;
import dev.cotangent.runtime.sampler.stochastic.Scores;
import dev.cotangent.runtime.sampler.stochastic.Splitting;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/** The plan of a sampler whose rows are all in one place. */
final class BatchPlan extends StochasticPlan {

    private final Model model;
    private final StochasticOptions options;
    private final Anchor anchor;

    private BatchPlan(Model model, StochasticOptions options, Mode mode, Anchor anchor, MetricKind kind) {
        super(mode.position(), mode.precision(), kind, options.step());
        this.model = model;
        this.options = options;
        this.anchor = anchor;
    }

    static BatchPlan of(
            Model model,
            MetricKind kind,
            StochasticOptions options,
            UniformRandomProvider random,
            Cancellation cancellation) {
        Additive target = new CancellableRows(density(model), cancellation);
        Mode mode = Mode.find(target, random);
        Anchor anchor = Anchor.at(mode.position(), target);
        BatchPlan plan = new BatchPlan(model, options, mode, anchor, kind);
        double passes = (mode.rowTerms() + target.rows()) / (double) target.rows();
        plan.note(String.format(
                Locale.ROOT,
                "%d rows; the mode was found within %.1g posterior standard deviations in %.1f passes over them",
                target.rows(),
                mode.distance(),
                passes));
        return plan;
    }

    private static Additive density(Model model) {
        return model.newAdditiveDensity()
                .orElseThrow(() -> new NotByRowsException("the log density of " + model.name()
                        + " is no sum over rows of data, or was not compiled as one"));
    }

    @Override
    Kernel newKernel(StepSchedule steps) {
        GradientEstimator estimator = newEstimator();
        return switch (options.dynamics()) {
            case SGHMC -> kinetic(estimator, Splitting.EULER, steps);
            case BAOAB -> kinetic(estimator, Splitting.BAOAB, steps);
            case ABOBA -> kinetic(estimator, Splitting.ABOBA, steps);
            case LIE_TROTTER -> kinetic(estimator, Splitting.LIE_TROTTER, steps);
            default -> new LangevinKernel(estimator, metric(), steps);
        };
    }

    private Kernel kinetic(GradientEstimator estimator, Splitting splitting, StepSchedule steps) {
        return new KineticKernel(estimator, splitting, metric(), steps, options.friction());
    }

    private GradientEstimator newEstimator() {
        Additive target = density(model);
        if (options.batch() >= target.rows()) {
            return new FullGradient(target);
        }
        Batches batches = Batches.of(target.rows(), options.batch(), options.order());
        return options.controlVariates()
                ? new ControlVariateGradient(target, batches, anchor, options.refresh())
                : new BatchGradient(target, batches);
    }

    @Override
    double[][] scores(double[][] draws, UniformRandomProvider random) {
        return Scores.of(density(model), draws, anchor, random);
    }
}
