package dev.cotangent.cli.report;

import dev.cotangent.runtime.run.ChainProgress;
import dev.cotangent.runtime.run.Phase;

/**
 * How fast a chain goes within a phase.
 *
 * @param phase the phase
 * @param iteration iterations done when it was first seen in the phase
 * @param nanos time then
 */
record Pace(Phase phase, int iteration, long nanos) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Pace from(ChainProgress progress, long now) {
        return new Pace(progress.phase(), progress.iteration(), now);
    }

    private double rate(ChainProgress progress, long now) {
        int done = progress.iteration() - iteration;
        return done > 0 && now > nanos ? done * NANOS_PER_SECOND / (now - nanos) : Double.NaN;
    }

    /**
     * One line: phase, iterations, speed, step size, divergences, time left.
     *
     * @param now time of the progress
     */
    String line(ChainProgress progress, long now) {
        StringBuilder line = new StringBuilder("chain ").append(progress.chain() + 1);
        line.append(progress.phase() == Phase.WARMUP ? "  warmup   " : "  sampling ");
        String total = Integer.toString(progress.total());
        String done = Integer.toString(progress.iteration());
        line.append(" ".repeat(total.length() - done.length()))
                .append(done)
                .append('/')
                .append(total);
        double rate = rate(progress, now);
        if (!Double.isNaN(rate)) {
            line.append("  ").append(NumberFormat.significant(rate)).append(" draws/s");
        }
        if (progress.stepSize() > 0) {
            line.append("  step ").append(NumberFormat.significant(progress.stepSize()));
        }
        line.append("  ").append(progress.divergences()).append(" divergent");
        if (!Double.isNaN(rate) && progress.iteration() < progress.total()) {
            line.append("  ")
                    .append(time((progress.total() - progress.iteration()) / rate))
                    .append(" left");
        }
        return line.toString();
    }

    /** Minutes and seconds, rounded up. */
    private static String time(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole / 60 + (whole % 60 < 10 ? ":0" : ":") + whole % 60;
    }
}
