package dev.cotangent.runtime.warmup;

import java.util.ArrayList;
import java.util.List;

/**
 * Stan's schedule of warmup: an initial buffer, windows of doubling length that each end with a new metric, a final
 * buffer. The step size adapts throughout.
 *
 * <p>A window but the first is stretched to the final buffer if the one after it would not fit. If buffers and one window exceed
 * the warmup, they take 15 %, 75 % and 10 % of it; below 20 iterations the metric does not adapt.
 *
 * @param collectFrom first iteration, from 0, whose state enters a metric
 * @param windowEnds last iterations of the windows, ascending
 */
record WarmupSchedule(int collectFrom, List<Integer> windowEnds) {

    private static final int MIN_WARMUP = 20;

    WarmupSchedule {
        windowEnds = List.copyOf(windowEnds);
    }

    static WarmupSchedule of(int warmup, AdaptationOptions options) {
        if (warmup < MIN_WARMUP) {
            return new WarmupSchedule(warmup, List.of());
        }
        int init = options.initBuffer();
        int term = options.termBuffer();
        int window = options.baseWindow();
        if ((long) init + window + term > warmup) {
            init = (int) (0.15 * warmup);
            term = (int) (0.1 * warmup);
            window = warmup - init - term;
        }
        return new WarmupSchedule(init, windowEnds(init, window, warmup - term));
    }

    private static List<Integer> windowEnds(int begin, int firstWindow, int limit) {
        List<Integer> ends = new ArrayList<>();
        long window = firstWindow;
        long end = (long) begin + firstWindow;
        ends.add((int) end - 1);
        while (end < limit) {
            window *= 2;
            end += window;
            boolean nextFits = end + 2 * window <= limit;
            end = nextFits ? end : limit;
            ends.add((int) end - 1);
        }
        return ends;
    }

    /** True if the state after an iteration enters a metric. */
    boolean collects(int iteration) {
        return !windowEnds.isEmpty() && iteration >= collectFrom && iteration <= windowEnds.get(windowEnds.size() - 1);
    }

    /** True if a window ends with an iteration. */
    boolean endsWindow(int iteration) {
        return windowEnds.contains(iteration);
    }
}
