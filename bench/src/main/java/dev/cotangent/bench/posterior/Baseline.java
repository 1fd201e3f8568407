package dev.cotangent.bench.posterior;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What Stan needed for a posterior: a row of {@code baseline.csv}.
 *
 * @param name {@code data-program}
 * @param model name of the program in posteriordb
 * @param gradients leapfrog steps, warmup included
 * @param minimumEss least bulk effective sample size of the parameters block
 * @param cpuSeconds of the whole run
 */
record Baseline(String name, String model, long gradients, double minimumEss, double cpuSeconds) {

    private static final double MAX_RHAT = 1.01;

    /** The rows of runs that came to their end with every R-hat under 1.01. */
    static List<Baseline> converged(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream()
                    .filter(row -> row.getField("note").isEmpty())
                    .filter(row -> number(row, "max_rhat") < MAX_RHAT)
                    .map(Baseline::of)
                    .toList();
        }
    }

    private static Baseline of(NamedCsvRecord row) {
        return new Baseline(
                row.getField("posterior"),
                row.getField("model"),
                Long.parseLong(row.getField("leapfrog_total")),
                number(row, "min_bulk_ess"),
                number(row, "sampling_cpu_seconds"));
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    /** Name of the data in posteriordb. */
    String data() {
        return name.substring(0, name.length() - model.length() - 1);
    }

    double essPerGradient() {
        return minimumEss / gradients;
    }

    double essPerSecond() {
        return minimumEss / cpuSeconds;
    }
}
