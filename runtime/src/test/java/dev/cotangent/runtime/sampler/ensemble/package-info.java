/** Tests of the samplers of many particles. */
package dev.cotangent.runtime.sampler.ensemble;
