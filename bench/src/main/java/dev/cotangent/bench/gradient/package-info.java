/** Gradient times of posteriordb's programs beside those of Stan. */
package dev.cotangent.bench.gradient;
