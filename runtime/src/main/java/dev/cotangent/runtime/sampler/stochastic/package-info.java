/**
 * Langevin samplers on batches of rows: gradient estimates, the ways to choose batches, and the dynamics that they drive.
 * Their draws are approximate: the stationary law differs from the posterior by an error that shrinks with the step size.
 */
package dev.cotangent.runtime.sampler.stochastic;
