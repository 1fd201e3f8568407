package dev.cotangent.bench;

import com.sun.management.ThreadMXBean;
import dev.cotangent.runtime.model.LogDensity;
import java.lang.management.ManagementFactory;

/** Times gradients of one evaluator in the current thread's CPU time, which other processes disturb least. */
public final class GradientTimer {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** So many measurements in a row without gain end a warm-up. */
    private static final int PATIENCE = 8;
    /** A warm-up takes at most so many times what it has to. */
    private static final int MOST_WARM_UPS = 10;
    /** What counts as gain, as times on a shared machine vary. */
    private static final double FASTER = 0.97;

    private final LogDensity density;
    private final double[] q;
    private final double[] gradient;
    private double checksum;

    GradientTimer(LogDensity density) {
        this(density, Workload.position(density.dimension()));
    }

    /**
     * Times an evaluator near a point.
     *
     * @param q the point, not modified
     */
    public GradientTimer(LogDensity density, double[] q) {
        this.density = density;
        this.q = q.clone();
        this.gradient = new double[q.length];
    }

    /** CPU nanoseconds of one gradient, measured over about {@code nanos}. */
    public double measure(long nanos) {
        long calls = 1;
        while (true) {
            long start = THREADS.getCurrentThreadCpuTime();
            run(calls);
            long elapsed = THREADS.getCurrentThreadCpuTime() - start;
            if (elapsed >= nanos / 2) {
                return (double) elapsed / calls;
            }
            calls *= elapsed < nanos / 8 ? 4 : 2;
        }
    }

    /**
     * Runs until the time of a gradient has not become shorter for a while, as compilation ends at its own time.
     *
     * @param nanos CPU time to spend at least
     */
    public void warmUp(long nanos) {
        double best = Double.POSITIVE_INFINITY;
        long last = nanos / PATIENCE;
        int unchanged = 0;
        for (long spent = 0; spent < nanos || (unchanged < PATIENCE && spent < MOST_WARM_UPS * nanos); spent += last) {
            double time = measure(last);
            unchanged = time < FASTER * best ? 0 : unchanged + 1;
            best = Math.min(best, time);
        }
    }

    /** Bytes that a gradient allocates, the least of several calls: the virtual machine itself allocates now and then. */
    public long bytesPerGradient() {
        long least = Long.MAX_VALUE;
        for (int k = 0; k < PATIENCE; k++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(1);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void run(long calls) {
        for (long i = 0; i < calls; i++) {
            // Another position every time, so that nothing can be kept from the call before.
            q[0] += 1e-12;
            checksum += density.gradient(q, gradient);
        }
    }

    /** Sum of all values, so that no evaluation is dead code. */
    public double checksum() {
        return checksum;
    }
}
