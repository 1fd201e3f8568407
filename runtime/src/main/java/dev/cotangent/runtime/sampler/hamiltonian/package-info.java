/** What all samplers have in common that follow Hamiltonian dynamics: the kernel, of which trajectories are a part. */
package dev.cotangent.runtime.sampler.hamiltonian;
