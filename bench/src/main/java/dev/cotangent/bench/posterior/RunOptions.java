package dev.cotangent.bench.posterior;

import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.AdaptationScheme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Arguments of {@link PosteriorTable} and {@link EfficiencyTable}. What is not given stays at the sampler's default.
 *
 * @param posteriordb {@code --posteriordb DIR}, a git directory of posteriordb
 * @param golden {@code --golden DIR}, the folder of golden values
 * @param only {@code --only NAME,...}, names of posteriors or programs; empty for all
 * @param except {@code --except NAME,...}, names of posteriors or programs that are left out
 * @param seeds {@code --seeds N,...}
 * @param markdown {@code --markdown FILE}, where to write the report as well
 * @param sampler {@code --method}, {@code --adaptation}, {@code --metric}, {@code --warmup}, {@code --draws}, {@code
 *     --target-accept}, {@code --threads}, {@code --init}: a radius, or pathfinder
 */
record RunOptions(
        Path posteriordb,
        Path golden,
        List<String> only,
        List<String> except,
        List<Long> seeds,
        Optional<Path> markdown,
        Map<String, String> sampler) {

    private static final List<String> OWN =
            List.of("--posteriordb", "--golden", "--only", "--except", "--seeds", "--markdown");
    private static final List<String> SAMPLER = List.of(
            "--method", "--adaptation", "--metric", "--warmup", "--draws", "--target-accept", "--threads", "--init");
    private static final String USAGE = "expected --posteriordb DIR --golden DIR [--only NAME,...] [--except NAME,...]"
            + " [--seeds N,...] [--markdown FILE] [" + String.join(" X] [", SAMPLER) + " X]";

    RunOptions {
        only = List.copyOf(only);
        except = List.copyOf(except);
        seeds = List.copyOf(seeds);
        sampler = Map.copyOf(sampler);
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException if they are not as described
     */
    static RunOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int k = 0; k < arguments.length; k += 2) {
            boolean known = OWN.contains(arguments[k]) || SAMPLER.contains(arguments[k]);
            if (!known || k + 1 == arguments.length) {
                throw new IllegalArgumentException(USAGE + "; found " + arguments[k]);
            }
            values.put(arguments[k], arguments[k + 1]);
        }
        Map<String, String> sampler = new HashMap<>(values);
        sampler.keySet().retainAll(SAMPLER);
        RunOptions options = new RunOptions(
                Path.of(required(values, "--posteriordb")),
                Path.of(required(values, "--golden")),
                names(values.get("--only")),
                names(values.get("--except")),
                names(values.getOrDefault("--seeds", "1,2,3")).stream()
                        .map(Long::valueOf)
                        .toList(),
                Optional.ofNullable(values.get("--markdown")).map(Path::of),
                sampler);
        options.samplerOptions(1);
        return options;
    }

    private static List<String> names(String list) {
        return list == null ? List.of() : Arrays.asList(list.split(","));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(USAGE + "; found no " + name);
        }
        return value;
    }

    /** True if a posterior, named {@code data-program}, is to run. */
    boolean wants(String posterior) {
        return (only.isEmpty() || isIn(only, posterior)) && !isIn(except, posterior);
    }

    private static boolean isIn(List<String> names, String posterior) {
        return names.stream().anyMatch(n -> posterior.equals(n) || posterior.endsWith("-" + n));
    }

    /** What a run with a seed samples with. */
    SamplerOptions samplerOptions(long seed) {
        SamplerOptions.Builder builder =
                SamplerOptions.builder().seed(seed).refresh(0).threads(1);
        // adaptation first, as it sets the target rate
        new TreeMap<>(sampler).forEach((name, value) -> set(builder, name, value));
        return builder.build();
    }

    private static String constant(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static void set(SamplerOptions.Builder builder, String name, String value) {
        switch (name) {
            case "--method" -> builder.method(method(value));
            case "--adaptation" -> builder.adaptation(AdaptationOptions.of(AdaptationScheme.valueOf(constant(value))));
            case "--metric" -> builder.metric(MetricKind.valueOf(constant(value)));
            case "--warmup" -> builder.warmup(Integer.parseInt(value));
            case "--draws" -> builder.draws(Integer.parseInt(value));
            case "--target-accept" -> builder.targetAccept(Double.parseDouble(value));
            case "--init" -> builder.initialisation(initialisation(value));
            case "--threads" -> builder.threads(Integer.parseInt(value));
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static Method method(String name) {
        return switch (name) {
            case "nuts" -> Method.nuts();
            case "hmc" -> Method.hmc();
            case "walnuts" -> Method.walnuts();
            default -> throw new IllegalArgumentException("--method takes nuts, hmc or walnuts, not " + name);
        };
    }

    private static Initialisation initialisation(String value) {
        return value.equals("pathfinder")
                ? Initialisation.Pathfinder.defaults()
                : new Initialisation.Uniform(Double.parseDouble(value));
    }
}
