package dev.cotangent.runtime.sampler.ensemble;

/**
 * How a population went.
 *
 * @param exactness in which sense its draws are of the posterior
 * @param particles number of particles
 * @param calls evaluations of the likelihood; with gradients, of both together
 * @param failures evaluations that failed and were taken for a likelihood of zero
 * @param stages temperatures, levels, steps or iterations that were gone through
 * @param effectiveSize of the weights; the least, where there were several sets of them; NaN if there are none
 * @param paretoShape shape of the tail of the weights (PSIS k-hat); the largest, where there were several sets; infinite
 *     where all are equal or too few; NaN if there are none
 * @param logEvidence estimate of the logarithm of the model's evidence; NaN if there is none
 * @param acceptanceRate of the moves; NaN without moves
 */
public record PopulationReport(
        Exactness exactness,
        int particles,
        long calls,
        long failures,
        int stages,
        double effectiveSize,
        double paretoShape,
        double logEvidence,
        double acceptanceRate) {}
