package dev.cotangent.cli.report;

import dev.cotangent.runtime.run.ChainProgress;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** For files and pipes: a line when a chain ends, and one now and then while it takes long. */
final class PlainProgress implements ProgressDisplay {

    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final LongSupplier clock;
    private final Pace[] paces;
    private final long[] shownAt;

    PlainProgress(PrintWriter err, int chains, LongSupplier clock) {
        this.err = err;
        this.clock = clock;
        this.paces = new Pace[chains];
        this.shownAt = new long[chains];
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
        if (progress.iteration() == progress.total() || now - shownAt[chain] >= INTERVAL_NANOS) {
            err.println(paces[chain].line(progress, now));
            shownAt[chain] = now;
        }
    }

    @Override
    public void close() {
        // every line that matters has been printed
    }
}
