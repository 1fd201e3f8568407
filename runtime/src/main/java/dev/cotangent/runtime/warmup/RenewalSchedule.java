package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.kernel.Checkpointed;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * When the Fisher adaptation forgets early draws, and when it estimates the metric anew. Mutable.
 *
 * <p>Draws are in two windows that overlap, as in nutpie: the metric is of both, and once the newer has enough draws the older is
 * dropped. In the first 30 % of warmup ten draws are enough, so that the way to the typical set is soon forgotten; then
 * 80, and half as many more after each time, as long as another window of that length fits. In the last 15 % the step size
 * alone adapts.
 *
 * <p>The metric is estimated whenever a window is dropped and whenever a fifth more draws are there, instead of after each
 * draw: the cost of estimates stays small beside that of draws.
 */
final class RenewalSchedule implements Checkpointed {

    private static final double EARLY = 0.3;
    private static final double FINAL = 0.15;
    private static final int EARLY_WINDOW = 10;
    private static final int FIRST_WINDOW = 80;
    private static final double GROWTH = 1.5;
    private static final double RENEWAL = 0.2;
    private static final int FEWEST_DRAWS = 3;

    private final int earlyEnd;
    private final int collectEnd;
    private int window = FIRST_WINDOW;
    private int lastEstimate;

    /** A schedule for so many iterations. */
    RenewalSchedule(int warmup) {
        earlyEnd = (int) (EARLY * warmup);
        collectEnd = warmup - (int) (FINAL * warmup);
    }

    /** True if the draw of an iteration, from 0, counts. */
    boolean collects(int iteration) {
        return iteration < collectEnd;
    }

    /** True for the first iteration of those in which the step size alone adapts. */
    boolean settles(int iteration) {
        return iteration == collectEnd;
    }

    /**
     * True if the older window is to be dropped after an iteration.
     *
     * @param newer number of draws of the newer window
     */
    boolean drops(int iteration, int newer) {
        boolean early = iteration < earlyEnd;
        if (iteration == earlyEnd) {
            window = Math.max(window, newer);
        }
        int next = early ? EARLY_WINDOW : Math.max(window + 1, (int) Math.rint(window * GROWTH));
        if (newer < (early ? EARLY_WINDOW : window) || iteration + next > collectEnd) {
            return false;
        }
        if (!early) {
            window = next;
        }
        return true;
    }

    /**
     * True if the metric is to be estimated after an iteration.
     *
     * @param size number of draws of both windows
     * @param dropped whether a window has just been dropped
     */
    boolean estimates(int iteration, int size, boolean dropped) {
        boolean due = dropped
                || iteration == collectEnd - 1
                || iteration - lastEstimate >= Math.max(1, (int) (RENEWAL * size));
        if (!due || size < FEWEST_DRAWS) {
            return false;
        }
        lastEstimate = iteration;
        return true;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(window);
        out.writeInt(lastEstimate);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        window = in.readInt();
        lastEstimate = in.readInt();
    }
}
