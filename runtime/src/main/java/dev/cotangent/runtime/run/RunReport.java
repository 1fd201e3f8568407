package dev.cotangent.runtime.run;

import java.time.Duration;
import java.util.List;

/**
 * How a run went.
 *
 * @param header what ran
 * @param status COMPLETE if every chain is, FAILED if one has, CANCELLED else
 * @param chains one report per chain that started, in order
 * @param elapsed wall time of the whole
 */
public record RunReport(RunHeader header, RunStatus status, List<ChainReport> chains, Duration elapsed) {

    public RunReport {
        chains = List.copyOf(chains);
    }

    /** Divergent iterations after warmup, over all chains. */
    public int divergences() {
        return chains.stream().mapToInt(chain -> chain.sampling().divergences()).sum();
    }
}
