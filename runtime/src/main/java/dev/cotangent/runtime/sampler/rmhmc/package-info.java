/** Riemannian Hamiltonian Monte Carlo: metrics that depend on the position. */
package dev.cotangent.runtime.sampler.rmhmc;
