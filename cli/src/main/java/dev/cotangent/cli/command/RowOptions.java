package dev.cotangent.cli.command;

import dev.cotangent.CompiledModel;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.data.rows.PackedRows;
import dev.cotangent.runtime.data.rows.RowFiles;
import dev.cotangent.runtime.federated.LocalShards;
import dev.cotangent.runtime.federated.ShardedModel;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.Plate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that name files of rows. */
final class RowOptions {

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description =
                    "Rows of data that need not fit into memory: a .csv file whose first line names data variables"
                            + " (y, x.1, x.2 ...), or a file of cotangent data pack. Everything else comes from --data.")
    private Optional<Path> rows;

    @Option(
            names = "--shards",
            paramLabel = "FILE,FILE,...",
            split = ",",
            description = "dsgld, fsgld, fald: a file of rows, as of --rows, for each shard.")
    private List<Path> shards = List.of();

    boolean isGiven() {
        return rows.isPresent() || !shards.isEmpty();
    }

    /**
     * A model with its rows.
     *
     * @param inputs hashes of the files by what they are for
     */
    record Bound(Model model, Map<String, String> inputs) {}

    /** Complains of files that the sampler has no use for, and of such as are not there. */
    void check(Optional<SamplerArguments.MethodName> stochastic) {
        boolean federated =
                stochastic.filter(SamplerArguments.MethodName::isFederated).isPresent();
        if (rows.isPresent() && !shards.isEmpty()) {
            throw new UserError("--rows and --shards exclude each other: rows are in one place or in several");
        }
        if (federated && shards.isEmpty()) {
            throw new UserError("--method=" + stochastic.orElseThrow()
                    + " draws from data that several owners hold: name a file for each with --shards a.csv,b.csv");
        }
        if (!federated && !shards.isEmpty()) {
            throw new UserError("--shards needs --method=dsgld, fsgld or fald");
        }
    }

    /** The model bound to the data and the rows; in the heap, if no file of rows is given. */
    Bound bind(Environment environment, CompiledModel compiled, DataSource data, long seed) {
        Map<String, String> inputs = new TreeMap<>();
        if (!isGiven()) {
            return new Bound(compiled.bind(data, seed).model(), inputs);
        }
        if (rows.isPresent()) {
            PackedRows source = open(environment, rows.get(), "rows", inputs);
            return new Bound(compiled.bind(data, source, seed).model(), inputs);
        }
        List<LocalShards.Shard> list = new ArrayList<>();
        Optional<Model> first = Optional.empty();
        for (int k = 0; k < shards.size(); k++) {
            PackedRows source = open(environment, shards.get(k), "shard " + (k + 1), inputs);
            Model model = compiled.bind(data, source, seed).model();
            refuseWholes(model, data);
            list.add(LocalShards.Shard.of(shards.get(k).toString(), model));
            first = first.or(() -> Optional.of(model));
        }
        return new Bound(new ShardedModel(first.orElseThrow(), new LocalShards(list)), inputs);
    }

    /** What depends on all rows is something that no shard knows, unless it is given. */
    private static void refuseWholes(Model model, DataSource data) {
        for (Plate.Whole whole : model.plate().map(Plate::wholes).orElse(List.of())) {
            if (!data.has(whole.name())) {
                throw new UserError(whole.location() + ": " + whole.message()
                        + ", and no shard knows all rows\n  hint: declare `" + whole.name()
                        + "` in the data block and give it in --data, computed over all rows");
            }
        }
    }

    private static PackedRows open(Environment environment, Path file, String purpose, Map<String, String> inputs) {
        try {
            PackedRows source = RowFiles.open(environment.directory().resolve(file), file.toString());
            inputs.put(purpose, HexFormat.of().formatHex(Sha256.digest().digest(source.identity())));
            return source;
        } catch (IOException e) {
            throw UserError.unreadable(file, e);
        }
    }
}
