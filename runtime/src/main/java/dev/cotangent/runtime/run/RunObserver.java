package dev.cotangent.runtime.run;

/** Is told how a run goes. Called on the chains' threads, at the same time for several chains. */
@FunctionalInterface
public interface RunObserver {

    /** Observes nothing. */
    RunObserver SILENT = progress -> {};

    /** A chain has started, has done {@link SamplerOptions#refresh()} more iterations, or has finished a phase. */
    void progress(ChainProgress progress);
}
