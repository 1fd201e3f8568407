/** Stochastic-gradient samplers: bias against step size, the published examples, speed on large data, pictures. */
package dev.cotangent.bench.stochastic;
