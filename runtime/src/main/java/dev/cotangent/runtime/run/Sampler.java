package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.Model;

/** Runs chains of a model. */
public final class Sampler {

    private Sampler() {}

    /** Runs and keeps the draws in memory. */
    public static Fit run(Model model, SamplerOptions options) {
        return run(model, options, RunObserver.SILENT, Cancellation.onRequest());
    }

    /**
     * Runs and keeps the draws in memory.
     *
     * @return the draws so far, if cancelled or if the calling thread is interrupted
     * @throws InitialisationException if no finite starting point was found
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     */
    public static Fit run(Model model, SamplerOptions options, RunObserver observer, Cancellation cancellation) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Runs and passes the draws on.
     *
     * @throws InitialisationException if no finite starting point was found
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     */
    public static RunReport run(
            Model model, SamplerOptions options, DrawSink sink, RunObserver observer, Cancellation cancellation) {
        throw new UnsupportedOperationException("not yet");
    }
}
