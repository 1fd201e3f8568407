/** Runs of posteriordb's posteriors: means and standard deviations beside reference draws, efficiency beside Stan's. */
package dev.cotangent.bench.posterior;
