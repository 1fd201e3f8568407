package dev.cotangent.bench.calibration;

import dev.cotangent.CompiledModel;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.Fit;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Simulation-based calibration of one model: parameters and data are drawn from the prior in the model's transformed data, the
 * posterior is sampled, and the rank of each true value among thinned draws is uniform.
 *
 * <p>The model's generated quantities whose names begin with {@code lt_} are 1 where a draw of a test quantity is less than its
 * true value; the log likelihood is among them, as it notices a fit that ignores the data. See Talts, Betancourt, Simpson,
 * Vehtari and Gelman (2018), Validating Bayesian inference algorithms with simulation-based calibration, arXiv 1804.06788.
 */
final class Calibration {

    /** Steps between draws that count; draws are then nearly independent. */
    private static final int THIN = 10;

    private static final int WARMUP = 400;

    private final CompiledModel model;
    private final Method method;
    private final DataSource data;
    private final Map<String, RankTally> tallies = new LinkedHashMap<>();

    /**
     * Calibration of a model of this package's resources.
     *
     * @param priorFactor factor of a prior's scale in the model that is fitted: 1, but for a bug to be found
     */
    Calibration(String name, Method method, double priorFactor) {
        this.model = Cotangent.compile(name + ".model", text(name));
        this.method = method;
        this.data = Data.builder().put("prior_factor", priorFactor).build();
    }

    private static String text(String name) {
        try (InputStream in = Calibration.class.getResourceAsStream(name + ".model")) {
            if (in == null) {
                throw new IllegalArgumentException("no model " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Simulates and fits once for each seed from 1. */
    Calibration run(int replications) {
        for (int seed = 1; seed <= replications; seed++) {
            add(model.bind(data, seed).sample(options(seed)));
        }
        return this;
    }

    private SamplerOptions options(long seed) {
        return SamplerOptions.builder()
                .method(method)
                .chains(1)
                .threads(1)
                .warmup(WARMUP)
                .draws(THIN * RankTally.DRAWS)
                .thin(THIN)
                .refresh(0)
                .seed(seed)
                .build();
    }

    private void add(Fit fit) {
        fit.columns().stream().filter(column -> column.startsWith("lt_")).forEach(column -> {
            int rank = (int) Arrays.stream(fit.draws(column)).sum();
            tallies.computeIfAbsent(column, c -> new RankTally()).add(rank);
        });
    }

    /** Ranks by test quantity. */
    Map<String, RankTally> tallies() {
        return tallies;
    }

    /** The least chi-square probability of a test quantity, times their number. */
    double leastProbability() {
        return tallies.size()
                * tallies.values().stream()
                        .mapToDouble(RankTally::chiSquareProbability)
                        .min()
                        .orElseThrow();
    }
}
