package dev.cotangent.runtime.output;

import dev.cotangent.runtime.sampler.ensemble.PopulationReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a population went by the names of {@code run.json}, and of the comments at the end of its CSV file. */
final class PopulationTree {

    private PopulationTree() {}

    static Map<String, Object> of(PopulationReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("correction", report.exactness().text());
        tree.put("particles", report.particles());
        tree.put("calls", report.calls());
        tree.put("failures", report.failures());
        tree.put("stages", report.stages());
        put("effectiveSize", report.effectiveSize(), tree);
        put("paretoK", report.paretoShape(), tree);
        put("logEvidence", report.logEvidence(), tree);
        put("acceptanceRate", report.acceptanceRate(), tree);
        return tree;
    }

    /** What there is no figure for is left out; infinity is written as the languages that read it do. */
    private static void put(String name, double value, Map<String, Object> tree) {
        if (!Double.isNaN(value)) {
            tree.put(name, value);
        }
    }

    /** The same as comments, without their sign. */
    static Map<String, String> comments(PopulationReport report) {
        Map<String, String> comments = new LinkedHashMap<>();
        of(report)
                .forEach((name, value) -> comments.put(
                        "population_" + name,
                        value instanceof Double number ? NumberText.of(number) : value.toString()));
        return comments;
    }
}
