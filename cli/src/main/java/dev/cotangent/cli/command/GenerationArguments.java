package dev.cotangent.cli.command;

import dev.cotangent.CompiledModel;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.output.RunManifest;
import dev.cotangent.runtime.output.StoredManifest;
import dev.cotangent.runtime.output.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which draws are to be gone through, with which data, and where results go. */
final class GenerationArguments {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Data in Stan's JSON format. Default: those of the run, if there is one.")
    private Optional<Path> data;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers. Default: a new one, shown.")
    private Optional<Long> seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: runs/MODEL-1, -2 and so on.")
    private Optional<Path> out;

    @Option(names = "--force", description = "Overwrite a run that --out holds already.")
    private boolean force;

    @Option(names = "--quiet", description = "Show the summary only: no notes.")
    private boolean quiet;

    @Mixin
    private CompileArguments compilation;

    /** The options as they were given. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        data.ifPresent(path -> given.add("--data=" + path));
        seed.ifPresent(number -> given.add("--seed=" + number));
        out.ifPresent(path -> given.add("--out=" + path));
        if (force) {
            given.add("--force");
        }
        if (quiet) {
            given.add("--quiet");
        }
        given.addAll(compilation.given());
        return given;
    }

    /** Goes through the draws of a run, a folder or files, and returns the exit code. */
    int generate(Environment environment, Path model, List<Path> run) throws IOException {
        StoredRun stored = StoredRunArgument.read(environment, run);
        Optional<RunDirectory> named = out.map(given -> target(environment, given, run));
        CompiledModel compiled = ModelFile.read(environment, model).compile(environment, compilation);
        DataOption.Content content =
                data.map(file -> DataOption.read(environment, file)).orElseGet(() -> dataOf(environment, run.get(0)));
        long chosen = seed.orElseGet(SamplerArguments::newSeed);
        Generation generation =
                new Generation(compiled, content, stored, run.get(0).toString(), chosen);
        RunDirectory directory = named.orElseGet(() -> RunDirectory.next(environment, compiled.name()));
        directory.create();
        if (!quiet) {
            environment
                    .err()
                    .println(compiled.name() + ": draws of " + run.get(0) + ", seed " + chosen + ", writing to "
                            + directory.shown());
        }
        return directory.held(() -> {
            directory.clear();
            boolean complete = false;
            try {
                generation.write(environment, directory);
                complete = true;
                return ExitCode.OK;
            } finally {
                if (!complete) {
                    directory.discard();
                }
            }
        });
    }

    private RunDirectory target(Environment environment, Path given, List<Path> run) {
        Path whole = environment.directory().resolve(given).toAbsolutePath().normalize();
        for (Path source : run) {
            Path read = environment.directory().resolve(source).toAbsolutePath().normalize();
            if (read.equals(whole) || whole.equals(read.getParent()) && !Files.isDirectory(read)) {
                throw new UserError("--out is the folder that the draws are read from: choose another");
            }
        }
        return force ? RunDirectory.named(environment, given) : RunDirectory.unused(environment, given);
    }

    /** The data file that the run's command named, if it is what it was. */
    private static DataOption.Content dataOf(Environment environment, Path run) {
        Path folder = environment.directory().resolve(run);
        if (!Files.exists(folder.resolve(RunManifest.FILE_NAME))) {
            return DataOption.none();
        }
        try {
            StoredManifest manifest = StoredManifest.read(folder);
            if (manifest.dataHash().isEmpty()) {
                return DataOption.none();
            }
            Path file = manifest.command()
                    .flatMap(GenerationArguments::dataFile)
                    .orElseThrow(() -> new UserError(run + " does not say where its data are: name them with --data"));
            DataOption.Content content = DataOption.read(environment, file);
            if (!content.hash().equals(manifest.dataHash())) {
                throw new UserError(
                        "the data of " + run + ", " + file + ", have changed since: name those to use with --data");
            }
            return content;
        } catch (IOException e) {
            throw UserError.unreadable(run, e);
        }
    }

    private static Optional<Path> dataFile(Provenance.Command command) {
        List<String> arguments = command.arguments();
        Optional<Path> found = Optional.empty();
        for (int k = 0; k < arguments.size(); k++) {
            if (arguments.get(k).startsWith("--data=")) {
                found = Optional.of(
                        Path.of(command.directory()).resolve(arguments.get(k).substring("--data=".length())));
            } else if (arguments.get(k).equals("--data") && k + 1 < arguments.size()) {
                found = Optional.of(Path.of(command.directory()).resolve(arguments.get(k + 1)));
            }
        }
        return found;
    }
}
