/**
 * Samplers of many particles that need values of the likelihood only: tempered populations, the stretch move, and paths of
 * diffusions whose drift an ensemble estimates.
 */
package dev.cotangent.runtime.sampler.ensemble;
