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
 * @param notes what was found before chains began, a sentence each
 */
public record RunReport(
        RunHeader header, RunStatus status, List<ChainReport> chains, Duration elapsed, List<String> notes) {

    public RunReport {
        chains = List.copyOf(chains);
        notes = List.copyOf(notes);
    }

    /** Divergent iterations after warmup, over all chains. */
    public int divergences() {
        return chains.stream().mapToInt(chain -> chain.sampling().divergences()).sum();
    }
}
