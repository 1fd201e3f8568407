package dev.cotangent.bench.posterior;

import dev.cotangent.bench.posteriordb.JsonTree;
import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.diagnostic.EffectiveSampleSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What reference draws say of a quantity.
 *
 * @param mean mean
 * @param standardDeviation with divisor n - 1
 * @param kurtosis fourth central moment over the square of the second
 * @param ess effective sample size of the draws
 * @param essOfSquares effective sample size of their squared deviations
 */
record ReferenceMoments(double mean, double standardDeviation, double kurtosis, double ess, double essOfSquares) {

    /** Names of posteriors, each with the name of its reference draws, of a file {@code reference_summary.json}. */
    static Map<String, String> names(Path summary) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        JsonTree.object(Files.readAllBytes(summary))
                .forEach((name, entry) ->
                        names.put(name, (String) ((Map<?, ?>) entry).get("reference_posterior_name")));
        return names;
    }

    /** The moments of every column, as we name it, of reference draws. */
    static Map<String, ReferenceMoments> read(Posteriordb posteriordb, String reference) throws IOException {
        List<Object> chains = JsonTree.list(posteriordb.referenceDraws(reference));
        Map<String, ReferenceMoments> moments = new LinkedHashMap<>();
        for (Object name : ((Map<?, ?>) chains.get(0)).keySet()) {
            double[][] draws = chains.stream()
                    .map(chain -> JsonTree.numbers(((Map<?, ?>) chain).get(name)))
                    .toArray(double[][]::new);
            moments.put(column((String) name), of(draws));
        }
        return moments;
    }

    /** The moments of draws, shape [chains][draws]. */
    static ReferenceMoments of(double[][] chains) {
        double[] pooled = Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
        double mean = Arrays.stream(pooled).average().orElseThrow();
        double[][] squares = squares(chains, mean);
        double[] pooledSquares =
                Arrays.stream(squares).flatMapToDouble(Arrays::stream).toArray();
        double second = Arrays.stream(pooledSquares).average().orElseThrow();
        double fourth = Arrays.stream(pooledSquares).map(s -> s * s).average().orElseThrow();
        return new ReferenceMoments(
                mean,
                Math.sqrt(second * pooled.length / (pooled.length - 1)),
                fourth / (second * second),
                EffectiveSampleSize.mean(chains),
                EffectiveSampleSize.mean(squares));
    }

    private static double[][] squares(double[][] chains, double mean) {
        return Arrays.stream(chains)
                .map(c -> Arrays.stream(c).map(x -> (x - mean) * (x - mean)).toArray())
                .toArray(double[][]::new);
    }

    /** {@code theta[1,2]} is the column {@code theta.1.2}. */
    private static String column(String name) {
        return name.replace('[', '.').replace(',', '.').replace("]", "");
    }
}
