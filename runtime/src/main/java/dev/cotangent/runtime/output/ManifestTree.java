package dev.cotangent.runtime.output;

import dev.cotangent.runtime.dynamics.LowRankMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.RejectionCount;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.RunStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The content of {@code run.json}. */
final class ManifestTree {

    /** Status of a run that goes on, or whose process died. */
    static final String RUNNING = "running";

    private static final double NANOS_PER_SECOND = 1e9;

    private ManifestTree() {}

    /** Of a run that begins. */
    static Map<String, Object> of(RunHeader header, Provenance provenance) {
        Map<String, Object> tree = head(header, provenance, RUNNING);
        tree.put("options", OptionsTree.of(header.options()));
        return tree;
    }

    /** Of a run that has ended. */
    static Map<String, Object> of(RunReport report, Provenance provenance) {
        Map<String, Object> tree = head(report.header(), provenance, name(report.status()));
        tree.put("seconds", seconds(report.elapsed()));
        tree.put("divergences", report.divergences());
        if (!report.notes().isEmpty()) {
            tree.put("notes", report.notes());
        }
        tree.put("options", OptionsTree.of(report.header().options()));
        tree.put("chains", report.chains().stream().map(ManifestTree::chain).toList());
        return tree;
    }

    private static Map<String, Object> head(RunHeader header, Provenance provenance, String status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", header.model());
        tree.put("modelHash", provenance.modelHash());
        tree.put("dataHash", provenance.dataHash());
        tree.put("inputs", provenance.inputs());
        tree.put("version", provenance.version());
        tree.put("java", System.getProperty("java.version"));
        provenance.command().ifPresent(command -> tree.put("command", command(command)));
        tree.put("status", status);
        return tree;
    }

    private static Map<String, Object> command(Provenance.Command command) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("directory", command.directory());
        tree.put("arguments", command.arguments());
        return tree;
    }

    private static Map<String, Object> chain(ChainReport chain) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("chain", chain.chain() + 1);
        tree.put("status", name(chain.status()));
        tree.put("warmup", phase(chain.warmup()));
        tree.put("sampling", phase(chain.sampling()));
        chain.adaptation().ifPresent(adaptation -> {
            tree.put("stepSize", adaptation.stepSize());
            new TreeMap<>(adaptation.others()).forEach(tree::put);
            putMetric(adaptation.metric(), tree);
        });
        if (chain.position().length > 0) {
            tree.put("position", chain.position());
        }
        if (!chain.remarks().isEmpty()) {
            tree.put("remarks", chain.remarks());
        }
        chain.population().ifPresent(population -> tree.put("population", PopulationTree.of(population)));
        tree.put(
                "rejections",
                chain.rejections().stream().map(ManifestTree::rejection).toList());
        return tree;
    }

    private static void putMetric(Metric metric, Map<String, Object> tree) {
        tree.put("inverseMass", Arrays.asList(metric.inverseMass()));
        if (metric instanceof LowRankMetric lowRank) {
            tree.put("scales", lowRank.scales());
            tree.put("variances", lowRank.variances());
            tree.put("directions", Arrays.asList(lowRank.directions()));
        }
    }

    private static Map<String, Object> phase(ChainReport.PhaseReport phase) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("iterations", phase.iterations());
        tree.put("divergences", phase.divergences());
        tree.put("depthLimits", phase.depthLimits());
        tree.put("leapfrogs", phase.leapfrogs());
        tree.put("seconds", seconds(phase.elapsed()));
        return tree;
    }

    private static Map<String, Object> rejection(RejectionCount rejection) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("location", rejection.location());
        tree.put("message", rejection.message());
        tree.put("count", rejection.count());
        return tree;
    }

    private static String name(RunStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
