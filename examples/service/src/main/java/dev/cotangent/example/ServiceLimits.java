package dev.cotangent.example;

import dev.cotangent.Limits;
import java.time.Duration;

/**
 * What one request may ask for.
 *
 * @param bodyBytes of a model or of data
 * @param models compiled models that are kept
 * @param threads for chains of all fits together
 * @param fits that may run or wait at the same time
 * @param chains of a fit
 * @param iterations of a chain, warmup or draws
 * @param drawBytes of the draws of a fit
 * @param deadline of a fit
 * @param model of the models' code
 */
public record ServiceLimits(
        int bodyBytes,
        int models,
        int threads,
        int fits,
        int chains,
        int iterations,
        long drawBytes,
        Duration deadline,
        Limits model) {

    /** 4 MB a request, 64 models, a thread a core, 100 fits of 8 chains at most, 256 MB of draws, ten minutes. */
    public static ServiceLimits defaults() {
        return new ServiceLimits(
                4 << 20,
                64,
                Runtime.getRuntime().availableProcessors(),
                100,
                8,
                100_000,
                256L << 20,
                Duration.ofMinutes(10),
                Limits.forStrangers());
    }
}
