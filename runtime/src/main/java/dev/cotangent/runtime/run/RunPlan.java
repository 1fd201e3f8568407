package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.Model;
import java.util.Optional;

/**
 * What all chains of a run share.
 *
 * @param stochastic what was found before chains begin, if the sampler is one of batches of rows and there is a parameter
 */
record RunPlan(Model model, SamplerOptions options, RunControl control, Optional<StochasticPlan> stochastic) {

    RunPlan(Model model, SamplerOptions options, RunControl control) {
        this(model, options, control, Optional.empty());
    }

    /** True if something has to be found before chains begin, which may take long. */
    boolean needsPreparation() {
        return options.method() instanceof Method.Stochastic && model.layout().dimension() > 0 && stochastic.isEmpty();
    }

    /** The plan, with what has to be found before chains begin. */
    RunPlan prepared() {
        return needsPreparation() && options.method() instanceof Method.Stochastic method
                ? new RunPlan(
                        model,
                        options,
                        control,
                        Optional.of(StochasticPlan.of(model, options, method, control.cancellation())))
                : this;
    }
}
