package dev.cotangent.cli.command;

import dev.cotangent.CompiledModel;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.Version;
import dev.cotangent.cli.report.SummaryTable;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.generate.MismatchException;
import dev.cotangent.runtime.generate.QuantityGenerator;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.output.ApproximationManifest;
import dev.cotangent.runtime.output.CsvDraws;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.output.StoredRun;
import dev.cotangent.runtime.output.TableFile;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Computes transformed parameters and generated quantities for every draw of a run, and writes them as a run.
 *
 * @param compiled the model
 * @param content its data
 * @param run the draws
 * @param source what the user called the run
 * @param seed determines the random numbers of generated quantities
 */
record Generation(CompiledModel compiled, DataOption.Content content, StoredRun run, String source, long seed) {

    /** Rows of the summary that are printed; {@code cotangent summary} prints all. */
    private static final int ROWS_SHOWN = 40;

    private static final double NANOS_PER_SECOND = 1e9;

    /** Writes the files into a folder that is there, and prints a summary of generated quantities. */
    void write(Environment environment, RunDirectory directory) {
        long start = System.nanoTime();
        Model model = compiled.bind(content.source(), transformedDataSeed()).model();
        try {
            for (int chain = 0; chain < run.draws().chains(); chain++) {
                write(model, directory, chain);
            }
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            manifest(model, seconds).write(directory.path());
            summarise(environment, model, CsvDraws.read(directory.path()).draws());
        } catch (IOException e) {
            throw UserError.unwritable(directory.shown(), e);
        }
    }

    /** Random numbers of transformed data are those of the run, so that its data are what they were. */
    private long transformedDataSeed() {
        String text = run.configurations().get(0).getOrDefault("seed", "");
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private void write(Model model, RunDirectory directory, int chain) throws IOException {
        QuantityGenerator generator = generator(model);
        UniformRandomProvider random = ChainStreams.of(seed, chain).generatedQuantities();
        List<String> names = generator.columns().stream().map(Column::name).toList();
        double[] row = new double[names.size()];
        int[] draw = {0};
        try (TableFile table =
                new TableFile(directory.path().resolve("chain-" + (chain + 1) + ".csv"), configuration(chain), names)) {
            run.draws().rows(chain, given -> {
                draw[0]++;
                try {
                    generator.write(given, random, row);
                } catch (MismatchException e) {
                    throw new UserError(place(chain, draw[0]) + ": " + e.getMessage());
                } catch (ModelFailure e) {
                    throw new UserError(place(chain, draw[0]) + ": " + e.location() + ": " + e.getMessage());
                }
                table.row(row);
            });
            table.complete();
        }
    }

    private QuantityGenerator generator(Model model) {
        try {
            return new QuantityGenerator(model, run.draws().columns());
        } catch (MismatchException e) {
            throw new UserError(source + " is no run of this model: " + e.getMessage());
        }
    }

    private String place(int chain, int draw) {
        return source + ", chain " + (chain + 1) + ", draw " + draw;
    }

    private Map<String, Object> configuration(int chain) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("cotangent_version", Version.text());
        configuration.put("model", compiled.name() + "_model");
        configuration.put("model_hash", compiled.hash());
        configuration.put("method", "generate_quantities");
        configuration.put("fitted_params", run.files().get(chain));
        // what is looked for where the sampler's columns are judged
        String maxDepth = run.configurations().get(chain).get("max_depth");
        if (maxDepth != null) {
            configuration.put("max_depth", maxDepth);
        }
        configuration.put("id", chain + 1);
        configuration.put("seed", seed);
        return configuration;
    }

    private ApproximationManifest manifest(Model model, double seconds) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("method", "generate");
        options.put("run", source);
        options.put("seed", seed);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("chains", run.draws().chains());
        return new ApproximationManifest(
                model.name(),
                new Provenance(Version.text(), compiled.hash(), content.hash()),
                "complete",
                seconds,
                options,
                result);
    }

    private static void summarise(Environment environment, Model model, ColumnSource draws) {
        Set<String> generated = model.layout().variables().stream()
                .filter(variable -> variable.block() == Layout.Block.GENERATED_QUANTITIES)
                .flatMap(variable -> variable.columnNames().stream())
                .collect(Collectors.toSet());
        List<Integer> shown = new ArrayList<>();
        for (int k = 0; k < draws.columns().size() && shown.size() < ROWS_SHOWN; k++) {
            if (generated.contains(draws.columns().get(k).name())) {
                shown.add(k);
            }
        }
        List<VariableSummary> rows = new ArrayList<>();
        draws.read(
                shown,
                (index, chains) ->
                        rows.add(VariableSummary.of(draws.columns().get(index).name(), chains)));
        SummaryTable.print(rows, environment.out());
        if (generated.size() > rows.size()) {
            environment.out().println("and " + (generated.size() - rows.size()) + " more: see cotangent summary");
        }
    }
}
