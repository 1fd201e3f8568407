package dev.cotangent;

import java.util.Set;

/**
 * Which terms of a model's log density count.
 *
 * @param priorOnly true to leave out the likelihood: what data are the outcome of
 * @param likelihoodLines lines of statements that are of the likelihood, where the compiler cannot tell
 * @param priorLines lines of statements that are of the prior, where the compiler cannot tell
 */
public record DensityTerms(boolean priorOnly, Set<Integer> likelihoodLines, Set<Integer> priorLines) {

    /** All terms: the posterior. */
    public static final DensityTerms ALL = new DensityTerms(false, Set.of(), Set.of());

    public DensityTerms {
        likelihoodLines = Set.copyOf(likelihoodLines);
        priorLines = Set.copyOf(priorLines);
    }

    /** The prior, with lines for statements of which the compiler cannot tell what they are. */
    public static DensityTerms prior(Set<Integer> likelihoodLines, Set<Integer> priorLines) {
        return new DensityTerms(true, likelihoodLines, priorLines);
    }
}
