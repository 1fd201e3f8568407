/** What samplers cost besides gradients. */
package dev.cotangent.bench.sampler;
