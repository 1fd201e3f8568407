/** Metrics that depend on the position, and integrators of the dynamics that they make. */
package dev.cotangent.runtime.geometry;
