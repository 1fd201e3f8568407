package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.output.CsvDraws;
import dev.cotangent.runtime.output.StoredRun;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Parameters;

/** The argument that names a finished run: its folder, or CSV files of Stan's format, one a chain. */
final class StoredRunArgument {

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "Folder of a run; or its CSV files, one a chain, CmdStan's too.")
    private List<Path> paths;

    StoredRun read(Environment environment) throws IOException {
        return read(environment, paths);
    }

    /** The folder of the run, or of the first of its files. */
    Path folder(Environment environment) {
        Path first = environment.directory().resolve(paths.get(0)).toAbsolutePath();
        return Files.isDirectory(first) ? first : Objects.requireNonNull(first.getParent());
    }

    /** What the user called the run. */
    String shown() {
        return paths.get(0).toString();
    }

    /** The run in a folder, or in files. */
    static StoredRun read(Environment environment, List<Path> paths) throws IOException {
        List<Path> whole = paths.stream().map(environment.directory()::resolve).toList();
        for (int k = 0; k < paths.size(); k++) {
            if (!Files.exists(whole.get(k))) {
                throw new UserError("cannot read " + paths.get(k) + ": no such file or folder");
            }
            if (paths.size() > 1 && Files.isDirectory(whole.get(k))) {
                throw new UserError(
                        "one run at a time: " + paths.get(k) + " is a folder, so name it alone, or CSV files");
            }
        }
        try {
            return Files.isDirectory(whole.get(0)) ? ofFolder(paths.get(0), whole.get(0)) : CsvDraws.read(whole);
        } catch (FileSystemException e) {
            throw UserError.unreadable(paths.get(0), e);
        }
    }

    private static StoredRun ofFolder(Path shown, Path folder) throws IOException {
        try {
            return CsvDraws.read(folder);
        } catch (FileNotFoundException e) {
            throw new UserError(
                    "no chain-1.csv in " + shown + "; name the CSV files themselves if they are called otherwise");
        }
    }
}
