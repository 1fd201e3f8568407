package dev.cotangent.runtime.run;

/**
 * How far a chain has come.
 *
 * @param chain number of the chain, from 0
 * @param phase what it is doing
 * @param iteration iterations done, warmup included
 * @param total iterations to do, warmup included
 * @param stepSize current step size
 * @param divergences divergent iterations after warmup; in warmup, those of warmup
 * @param leapfrogs integrator steps so far, warmup included
 */
public record ChainProgress(
        int chain, Phase phase, int iteration, int total, double stepSize, int divergences, long leapfrogs) {}
