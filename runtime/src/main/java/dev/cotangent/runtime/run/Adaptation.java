package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.Metric;

/**
 * What a chain samples with after warmup.
 *
 * @param stepSize step size of the integrator
 * @param metric mass matrix
 */
public record Adaptation(double stepSize, Metric metric) {}
