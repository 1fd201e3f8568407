package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.data.rows.RowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent data pack}: makes a file that is mapped into memory of rows in CSV. */
@Command(
        name = "pack",
        description = {
            "Pack a CSV file of rows into a file that is mapped into memory, for sample --rows and --shards.",
            "The first line names data variables (y, x.1, x.2 ...). The packed file has a checksum."
        })
public final class PackCommand implements Callable<Integer> {

    private static final String ENDING = ".rows";

    private final Environment environment;

    @Parameters(paramLabel = "FILE", description = "CSV file.")
    private Path csv;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write. Default: the CSV file's name with .rows.")
    private Optional<Path> out;

    @Option(names = "--force", description = "Overwrite the file if it is there.")
    private boolean force;

    public PackCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path shown = out.orElseGet(this::usual);
        Path target = environment.directory().resolve(shown);
        Path source = environment.directory().resolve(csv);
        if (!Files.isReadable(source) || Files.isDirectory(source)) {
            throw new UserError("cannot read " + csv + ": "
                    + (Files.isDirectory(source)
                            ? "it is a folder"
                            : Files.exists(source) ? "permission denied" : "no such file"));
        }
        if (Files.exists(target) && !force) {
            throw new UserError(shown + " exists already: choose another --out, or overwrite it with --force");
        }
        try {
            RowFiles.Packed packed = RowFiles.pack(source, csv.toString(), target);
            environment
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%s: %d rows of %d columns, %d bytes%n",
                            shown,
                            packed.rows(),
                            packed.columns().size(),
                            packed.bytes());
            return ExitCode.OK;
        } catch (IOException e) {
            throw UserError.unwritable(shown, e);
        }
    }

    private Path usual() {
        String name = csv.getFileName().toString();
        String stem = name.toLowerCase(Locale.ROOT).endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
        return csv.resolveSibling(stem + ENDING);
    }
}
