package dev.cotangent.cli.report;

import dev.cotangent.runtime.run.ChainProgress;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** One line a chain, redrawn in place. */
final class TerminalProgress implements ProgressDisplay {

    private static final long REDRAW_NANOS = 100_000_000;
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintWriter err;
    private final int width;
    private final LongSupplier clock;
    private final ChainProgress[] latest;
    private final Pace[] paces;
    private final long[] latestAt;
    private long drawnAt;
    private int linesShown;

    TerminalProgress(PrintWriter err, int width, int chains, LongSupplier clock) {
        this.err = err;
        this.width = width;
        this.clock = clock;
        this.latest = new ChainProgress[chains];
        this.paces = new Pace[chains];
        this.latestAt = new long[chains];
        this.drawnAt = clock.getAsLong();
    }

    @Override
    public synchronized void progress(ChainProgress progress) {
        long now = clock.getAsLong();
        int chain = progress.chain();
        if (paces[chain] == null || paces[chain].phase() != progress.phase()) {
            paces[chain] = Pace.from(progress, now);
        }
        latest[chain] = progress;
        latestAt[chain] = now;
        if (now - drawnAt >= REDRAW_NANOS) {
            draw(now);
        }
    }

    @Override
    public synchronized void close() {
        draw(clock.getAsLong());
    }

    private void draw(long now) {
        StringBuilder frame = new StringBuilder();
        if (linesShown > 0) {
            frame.append("\u001b[").append(linesShown).append('A');
        }
        linesShown = 0;
        for (int chain = 0; chain < latest.length; chain++) {
            if (latest[chain] != null) {
                frame.append('\r').append(fitted(paces[chain].line(latest[chain], latestAt[chain], width - 1)));
                frame.append(CLEAR_REST).append('\n');
                linesShown++;
            }
        }
        err.print(frame);
        err.flush();
        drawnAt = now;
    }

    /** A line that wrapped would spoil the count of lines to go up. */
    private String fitted(String line) {
        return line.length() < width ? line : line.substring(0, width - 1);
    }
}
