package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What populations of particles say of themselves, by the comments of their CSV files.
 *
 * @param populations the figures of each, by name
 */
record PopulationSummary(List<Map<String, String>> populations) {

    private static final String PREFIX = "population_";
    private static final double FEWEST = 100;

    /** Of the configurations of files; those without such figures are of chains. */
    static PopulationSummary of(List<Map<String, String>> configurations) {
        return new PopulationSummary(configurations.stream()
                .filter(configuration -> configuration.containsKey(PREFIX + "correction"))
                .toList());
    }

    boolean isEmpty() {
        return populations.isEmpty();
    }

    private double[] figures(String name) {
        return populations.stream()
                .map(population -> population.getOrDefault(PREFIX + name, ""))
                .filter(text -> !text.isEmpty())
                .mapToDouble(PopulationSummary::number)
                .toArray();
    }

    /** Files of Stan's format spell infinity otherwise than Java. */
    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static double extreme(double[] values, boolean largest) {
        double result = values[0];
        for (double value : values) {
            result = largest ? Math.max(result, value) : Math.min(result, value);
        }
        return result;
    }

    /** The figures in sentences, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        double[] calls = figures("calls");
        double all = 0;
        for (double one : calls) {
            all += one;
        }
        int count = populations.size();
        lines.add((count == 1 ? "1 population" : count + " populations") + " of "
                + populations.get(0).get(PREFIX + "particles") + " particles; correction: "
                + populations.get(0).get(PREFIX + "correction") + "; " + NumberFormat.fixed(all, 0)
                + " evaluations of the likelihood in all");
        double[] sizes = figures("effectiveSize");
        if (sizes.length > 0) {
            double shape = extreme(figures("paretoK"), true);
            lines.add("weights: effective size " + NumberFormat.fixed(extreme(sizes, false), 0) + " or more, Pareto k "
                    + (Double.isInfinite(shape)
                            ? "undefined, as weights are alike"
                            : "up to " + NumberFormat.digits(shape, 2)));
        }
        double[] evidences = figures("logEvidence");
        if (evidences.length > 0) {
            lines.add(evidence(evidences));
        }
        return lines;
    }

    /** The mean of estimates that are unbiased on the natural scale. */
    private static String evidence(double[] logEvidences) {
        double largest = extreme(logEvidences, true);
        int n = logEvidences.length;
        double mean = 0;
        for (double value : logEvidences) {
            mean += Math.exp(value - largest) / n;
        }
        double squares = 0;
        for (double value : logEvidences) {
            double difference = Math.exp(value - largest) / mean - 1;
            squares += difference * difference;
        }
        String text = "log evidence: " + NumberFormat.fixed(largest + Math.log(mean), 3);
        return n == 1
                ? text
                : text + ", standard error " + NumberFormat.significant(Math.sqrt(squares / (n - 1) / n))
                        + " by the differences between populations";
    }

    /** What is wrong with the weights, or that nothing is. */
    List<Diagnosis.Check> checks() {
        List<Diagnosis.Check> checks = new ArrayList<>();
        boolean approximate = populations.stream()
                .anyMatch(population ->
                        population.getOrDefault(PREFIX + "correction", "").endsWith("approximate"));
        checks.add(new Diagnosis.Check(
                "correction",
                approximate ? "Nothing makes these draws exact" : "Draws are corrected for the way they were made",
                approximate ? "They are approximate: take --correction=weights or moves." : ""));
        double[] sizes = figures("effectiveSize");
        if (sizes.length > 0) {
            double least = extreme(sizes, false);
            checks.add(new Diagnosis.Check(
                    "particle_ess",
                    "The smallest effective size of the particles' weights is " + NumberFormat.fixed(least, 0),
                    least < FEWEST ? "Few particles carry the estimates: take more --particles." : ""));
            checks.add(paretoShape());
        }
        return checks;
    }

    private Diagnosis.Check paretoShape() {
        double largest = Double.NEGATIVE_INFINITY;
        for (double shape : figures("paretoK")) {
            // infinite where the weights are alike
            largest = Double.isInfinite(shape) ? largest : Math.max(largest, shape);
        }
        int particles = Integer.parseInt(populations.get(0).get(PREFIX + "particles"));
        double limit = ParetoSmoothing.largestShape(particles);
        if (largest == Double.NEGATIVE_INFINITY) {
            return new Diagnosis.Check("pareto_k", "The particles' weights are alike", "");
        }
        return new Diagnosis.Check(
                "pareto_k",
                "The largest Pareto k of the particles' weights is " + NumberFormat.digits(largest, 2),
                largest > limit
                        ? "Over " + NumberFormat.digits(limit, 2)
                                + " some particles may be missing that matter: take more --particles, or another method."
                        : "");
    }
}
