package dev.cotangent.runtime.approximation;

import dev.cotangent.runtime.optimize.Termination;

/**
 * Where a climb from one start ended. Arrays are the record's own, not to be written to.
 *
 * @param start number of the start, from 0
 * @param position shape [n]
 * @param logDensity at the position
 * @param gradient there, shape [n]
 * @param end why it ended
 * @param iterations steps taken
 * @param gradients gradients evaluated
 */
public record Climb(
        int start,
        double[] position,
        double logDensity,
        double[] gradient,
        Termination end,
        int iterations,
        long gradients) {}
