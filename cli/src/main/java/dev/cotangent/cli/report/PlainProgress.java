package dev.cotangent.cli.report;

import dev.cotangent.runtime.run.ChainProgress;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** For files and pipes: a line when a chain ends, and one now and then while it takes long, ever more rarely. */
final class PlainProgress implements ProgressDisplay {

    private static final long FIRST_INTERVAL_NANOS = 10_000_000_000L;
    private static final long LAST_INTERVAL_NANOS = 600_000_000_000L;

    private final PrintWriter err;
    private final LongSupplier clock;
    private final Pace[] paces;
    private final long[] shownAt;
    private final long[] intervals;

    PlainProgress(PrintWriter err, int chains, LongSupplier clock) {
        this.err = err;
        this.clock = clock;
        this.paces = new Pace[chains];
        this.shownAt = new long[chains];
        this.intervals = new long[chains];
        Arrays.fill(intervals, FIRST_INTERVAL_NANOS);
    }

    @Override
    public synchronized void progress(ChainProgress progress) {
        long now = clock.getAsLong();
        int chain = progress.chain();
        if (paces[chain] == null) {
            shownAt[chain] = now;
        }
        if (paces[chain] == null || paces[chain].phase() != progress.phase()) {
            paces[chain] = Pace.from(progress, now);
        }
        if (progress.iteration() == progress.total() || now - shownAt[chain] >= intervals[chain]) {
            err.println(paces[chain].line(progress, now, Integer.MAX_VALUE));
            shownAt[chain] = now;
            intervals[chain] = Math.min(2 * intervals[chain], LAST_INTERVAL_NANOS);
        }
    }

    @Override
    public void close() {
        // every line that matters has been printed
    }
}
