/** Whether posteriordb's programs have Stan's log densities, gradients and output columns. */
package dev.cotangent.bench.agreement;
