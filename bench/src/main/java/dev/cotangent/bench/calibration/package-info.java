/** Simulation-based calibration of the whole path from a model's text to its draws. */
package dev.cotangent.bench.calibration;
