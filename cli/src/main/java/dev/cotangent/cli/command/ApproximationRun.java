package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.output.ApproximationManifest;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.output.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The files of a run that is no sampling: a table and {@code run.json}.
 *
 * @param model name of the model
 * @param provenance versions and hashes
 * @param options options by name, {@code method} first
 * @param start time at which the run began, of {@link System#nanoTime}
 */
record ApproximationRun(String model, Provenance provenance, Map<String, Object> options, long start) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** A run that begins now. */
    static ApproximationRun begin(String model, Provenance provenance, Map<String, Object> options) {
        return new ApproximationRun(model, provenance, options, System.nanoTime());
    }

    /** What opens a table. */
    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("cotangent_version", provenance.version());
        configuration.put("model", model + "_model");
        configuration.put("model_hash", provenance.modelHash());
        configuration.putAll(options);
        return configuration;
    }

    /**
     * Writes a table while it is made; nothing stays if that fails, and what the folder held stays until it is made.
     *
     * @param named folder that was named, if one was
     * @param work makes the table: passes rows on and gives what else was found
     */
    <T> Written<T> write(
            Environment environment,
            Optional<RunDirectory> named,
            String file,
            List<String> columns,
            Function<Consumer<double[]>, T> work) {
        RunDirectory directory = named.orElseGet(() -> RunDirectory.next(environment, model));
        directory.create();
        List<T> results = new ArrayList<>();
        try {
            directory.held(() -> {
                results.add(write(directory, file, columns, work));
                return 0;
            });
        } catch (RuntimeException e) {
            directory.removeIfEmpty();
            throw e;
        }
        return new Written<>(directory, results.get(0));
    }

    private <T> T write(
            RunDirectory directory, String file, List<String> columns, Function<Consumer<double[]>, T> work) {
        try (TableFile table = new TableFile(directory.path().resolve(file), configuration(), columns)) {
            T result = work.apply(table::row);
            directory.clear();
            table.complete();
            return result;
        } catch (IOException e) {
            throw UserError.unwritable(directory.shown(), e);
        }
    }

    /** A folder with a complete table, and what else was found. */
    record Written<T>(RunDirectory directory, T result) {}

    /** Writes {@code run.json}. */
    void finish(RunDirectory directory, String status, Map<String, Object> result) {
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        try {
            new ApproximationManifest(model, provenance, status, seconds, options, result).write(directory.path());
        } catch (IOException e) {
            throw UserError.unwritable(directory.shown(), e);
        }
    }
}
