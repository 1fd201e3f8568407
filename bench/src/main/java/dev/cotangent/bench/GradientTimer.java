package dev.cotangent.bench;

import dev.cotangent.runtime.model.LogDensity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Times gradients of one evaluator in the current thread's CPU time, which other processes disturb least. */
final class GradientTimer {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final LogDensity density;
    private final double[] q;
    private final double[] gradient;
    private double checksum;

    GradientTimer(LogDensity density) {
        this.density = density;
        this.q = Workload.position(density.dimension());
        this.gradient = new double[density.dimension()];
    }

    /** CPU nanoseconds of one gradient, measured over about {@code nanos}. */
    double measure(long nanos) {
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

    private void run(long calls) {
        for (long i = 0; i < calls; i++) {
            // Another position every time, so that nothing can be kept from the call before.
            q[0] += 1e-12;
            checksum += density.gradient(q, gradient);
        }
    }

    /** Sum of all values, so that no evaluation is dead code. */
    double checksum() {
        return checksum;
    }
}
