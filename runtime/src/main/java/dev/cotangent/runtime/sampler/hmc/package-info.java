/** Hamiltonian Monte Carlo with a fixed integration time. */
package dev.cotangent.runtime.sampler.hmc;
