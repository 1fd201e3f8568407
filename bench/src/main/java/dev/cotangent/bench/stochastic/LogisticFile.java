package dev.cotangent.bench.stochastic;

import dev.cotangent.runtime.data.rows.PackedWriter;
import dev.cotangent.runtime.random.StandardNormal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A packed file of simulated rows: an intercept and covariates of which neighbours correlate by a half, {@code y ~
 * bernoulli_logit(x beta)} with coefficients normal(0, 0.3).
 */
final class LogisticFile {

    private LogisticFile() {}

    /** Writes the file, unless it is there. */
    static Path of(Path file, int rows, int dimension, long seed) throws IOException {
        if (Files.exists(file)) {
            return file;
        }
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= dimension; i++) {
            columns.add("x." + i);
        }
        columns.add("y");
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
        double[] beta = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            beta[i] = 0.3 * StandardNormal.draw(random);
        }
        Path partial = file.resolveSibling(file.getFileName() + ".tmp");
        double[] row = new double[dimension + 1];
        try (PackedWriter writer = PackedWriter.create(partial, columns, Set.of("y"))) {
            for (int r = 0; r < rows; r++) {
                double eta = beta[0];
                row[0] = 1;
                for (int i = 1; i < dimension; i++) {
                    double z = StandardNormal.draw(random);
                    row[i] = i == 1 ? z : 0.5 * row[i - 1] + Math.sqrt(0.75) * z;
                    eta += beta[i] * row[i];
                }
                row[dimension] = random.nextDouble() * (1 + Math.exp(-eta)) < 1 ? 1 : 0;
                writer.write(row);
            }
            writer.finish();
        }
        return Files.move(partial, file);
    }
}
