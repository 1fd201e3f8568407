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
     * One line: phase, iterations, speed, step size, divergences, time left; in short words if it would be too long.
     *
     * @param now time of the progress
     * @param width characters that the line may have
     */
    String line(ChainProgress progress, long now, int width) {
        String whole = line(progress, now, true);
        return whole.length() <= width ? whole : line(progress, now, false);
    }

    private String line(ChainProgress progress, long now, boolean roomy) {
        String gap = roomy ? "  " : " ";
        StringBuilder line = new StringBuilder("chain ").append(progress.chain() + 1);
        line.append(gap).append(progress.phase() == Phase.WARMUP ? "warmup   " : "sampling ");
        String total = Integer.toString(progress.total());
        String done = Integer.toString(progress.iteration());
        line.append(" ".repeat(total.length() - done.length()))
                .append(done)
                .append('/')
                .append(total);
        double rate = rate(progress, now);
        if (!Double.isNaN(rate)) {
            line.append(gap).append(NumberFormat.significant(rate)).append(roomy ? " draws/s" : "/s");
        }
        if (progress.stepSize() > 0) {
            line.append(gap).append("step ").append(NumberFormat.significant(progress.stepSize()));
        }
        line.append(gap).append(progress.divergences()).append(roomy ? " divergent" : " div");
        if (!Double.isNaN(rate) && progress.iteration() < progress.total()) {
            line.append(gap)
                    .append(time((progress.total() - progress.iteration()) / rate))
                    .append(" left");
        }
        return line.toString();
    }

    /** Hours if there are any, minutes and seconds, rounded up. */
    private static String time(double seconds) {
        long whole = (long) Math.ceil(seconds);
        long hours = whole / 3600;
        long minutes = whole / 60 % 60;
        return (hours > 0 ? hours + (minutes < 10 ? ":0" : ":") : "")
                + minutes
                + (whole % 60 < 10 ? ":0" : ":")
                + whole % 60;
    }
}
