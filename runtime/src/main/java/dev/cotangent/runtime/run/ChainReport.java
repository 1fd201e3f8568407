package dev.cotangent.runtime.run;

import dev.cotangent.runtime.sampler.ensemble.PopulationReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a chain went.
 *
 * @param chain number of the chain, from 0
 * @param status how it ended
 * @param warmup what warmup did
 * @param sampling what sampling did
 * @param adaptation what it sampled with; empty without adaptation, or if it ended during warmup
 * @param position where it is on the unconstrained scale, shape [n]; not to be written to
 * @param rejections points that the model refused, most frequent first
 * @param remarks what users should know of its steps and no figure says
 * @param population how the population went, if this is no chain but one
 */
public record ChainReport(
        int chain,
        RunStatus status,
        PhaseReport warmup,
        PhaseReport sampling,
        Optional<Adaptation> adaptation,
        double[] position,
        List<RejectionCount> rejections,
        List<String> remarks,
        Optional<PopulationReport> population) {

    public ChainReport {
        rejections = List.copyOf(rejections);
        remarks = List.copyOf(remarks);
    }

    /**
     * Totals of a phase.
     *
     * @param iterations iterations done
     * @param divergences iterations that diverged
     * @param depthLimits iterations whose trajectory was cut at the limit of doublings
     * @param leapfrogs integrator steps, each one gradient
     * @param elapsed wall time
     */
    public record PhaseReport(int iterations, int divergences, int depthLimits, long leapfrogs, Duration elapsed) {

        /** A phase that did not run. */
        public static final PhaseReport NONE = new PhaseReport(0, 0, 0, 0, Duration.ZERO);
    }
}
