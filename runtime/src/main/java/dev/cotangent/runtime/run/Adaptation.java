package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.Metric;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a chain samples with after warmup.
 *
 * @param stepSize step size of the integrator
 * @param metric mass matrix; where it depends on the position, the squares of the sizes of the coordinates take its place
 * @param others what else was tuned, by name
 */
public record Adaptation(double stepSize, Metric metric, Map<String, Number> others) {

    public Adaptation {
        others = Map.copyOf(new TreeMap<>(others));
    }

    /** Nothing else was tuned. */
    public Adaptation(double stepSize, Metric metric) {
        this(stepSize, metric, Map.of());
    }
}
