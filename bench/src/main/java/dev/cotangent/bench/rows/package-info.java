/** Costs of log densities by rows. */
package dev.cotangent.bench.rows;
