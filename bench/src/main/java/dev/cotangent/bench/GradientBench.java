package dev.cotangent.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the time of a gradient of compiled models and of Java written by hand.
 *
 * <p>The contestants take turns in one process, so that a change in the machine's load meets all of them; a figure is
 * the median over the sweeps. Arguments: names of workloads, all if there are none.
 */
public final class GradientBench {

    private static final int SWEEPS = 9;
    private static final long WARMUP_NANOS = 1_500_000_000L;
    private static final long SWEEP_NANOS = 200_000_000L;

    private GradientBench() {}

    /** Runs the workloads named, or all. */
    public static void main(String[] names) {
        List<Workload> workloads = names.length == 0
                ? List.of(Workload.values())
                : Arrays.stream(names)
                        .map(name -> Workload.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
        System.out.println("CPU ns per gradient         compiled        plain         best   /plain    /best");
        for (Workload workload : workloads) {
            Map<Form, Double> nanos = measure(workload);
            double compiled = nanos.get(Form.COMPILED);
            double plain = nanos.get(Form.PLAIN);
            double best = nanos.get(Form.BEST);
            System.out.printf(
                    Locale.ROOT,
                    "%-24s%12.1f %12.1f %12.1f %8.2f %8.2f%n",
                    workload.name().toLowerCase(Locale.ROOT),
                    compiled,
                    plain,
                    best,
                    compiled / plain,
                    compiled / best);
        }
    }

    private static Map<Form, Double> measure(Workload workload) {
        Map<Form, GradientTimer> timers = new EnumMap<>(Form.class);
        for (Form form : Form.values()) {
            timers.put(form, new GradientTimer(workload.newLogDensity(form)));
        }
        timers.values().forEach(timer -> timer.measure(WARMUP_NANOS));
        Map<Form, double[]> sweeps = new EnumMap<>(Form.class);
        for (Form form : Form.values()) {
            sweeps.put(form, new double[SWEEPS]);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (Form form : Form.values()) {
                sweeps.get(form)[sweep] = timers.get(form).measure(SWEEP_NANOS);
            }
        }
        requireFinite(timers);
        Map<Form, Double> medians = new EnumMap<>(Form.class);
        sweeps.forEach((form, nanos) -> medians.put(form, median(nanos)));
        return medians;
    }

    private static void requireFinite(Map<Form, GradientTimer> timers) {
        timers.forEach((form, timer) -> {
            if (!Double.isFinite(timer.checksum())) {
                throw new IllegalStateException(form + " gave a log density that is not finite");
            }
        });
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
