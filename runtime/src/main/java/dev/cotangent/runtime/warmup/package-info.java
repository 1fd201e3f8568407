/** Adaptation of the step size and the metric during warmup. */
package dev.cotangent.runtime.warmup;
