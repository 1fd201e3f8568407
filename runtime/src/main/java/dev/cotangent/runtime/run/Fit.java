package dev.cotangent.runtime.run;

/**
 * The result of a run held in memory.
 *
 * @param draws draws after warmup
 * @param warmup kept warmup iterations; without rows unless {@link SamplerOptions#saveWarmup()}
 * @param report how the run went
 */
public record Fit(Draws draws, Draws warmup, RunReport report) {}
