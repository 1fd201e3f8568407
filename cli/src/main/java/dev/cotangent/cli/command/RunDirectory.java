package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Where a run is written.
 *
 * @param path folder
 * @param shown the folder as users gave it or know it
 */
record RunDirectory(Path path, Path shown) {

    private static final List<String> MARKS = List.of("run.json", "chain-1.csv", "chain-1.csv.partial");
    private static final String LOCK = "run.lock";

    /** What a run writes, the first to be deleted before the others. */
    private static final Pattern WRITTEN = Pattern.compile(
            "run\\.json(\\.tmp)?|chain-\\d+\\.(csv(\\.partial)?|checkpoint(\\.previous)?)(\\.tmp)?|particles-\\d+\\.csv(\\.unfinished)?|optimum\\.csv"
                    + "|bias\\.json");

    /**
     * A folder that the user named.
     *
     * @throws UserError if it holds a run
     */
    static RunDirectory unused(Environment environment, Path given) {
        RunDirectory directory = new RunDirectory(environment.directory().resolve(given), given);
        if (MARKS.stream().anyMatch(mark -> Files.exists(directory.path.resolve(mark)))) {
            throw new UserError(given + " holds a run already: choose another --out, go on with it by cotangent resume "
                    + given + ", or overwrite it with --force");
        }
        return directory;
    }

    /** A folder that the user named, whatever it holds. */
    static RunDirectory named(Environment environment, Path given) {
        return new RunDirectory(environment.directory().resolve(given), given);
    }

    /** The first of {@code runs/MODEL-1}, {@code runs/MODEL-2} ... that does not exist. Creates it. */
    static RunDirectory next(Environment environment, String model) {
        Path runs = Path.of("runs");
        try {
            Files.createDirectories(environment.directory().resolve(runs));
            for (int number = 1; ; number++) {
                Path shown = runs.resolve(model + "-" + number);
                if (isCreated(environment.directory().resolve(shown))) {
                    return new RunDirectory(environment.directory().resolve(shown), shown);
                }
            }
        } catch (IOException e) {
            throw UserError.unwritable(runs, e);
        }
    }

    // Creating is the test: two runs that start together must not get the same folder.
    private static boolean isCreated(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Creates the folder if need be. */
    void create() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw UserError.unwritable(shown, e);
        }
    }

    /**
     * Does something while no other process writes to the folder. The system lets go of it when the process dies.
     *
     * @throws UserError if a run is writing to it
     */
    int held(IntSupplier action) {
        Path file = path.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (tryLock(channel).isEmpty()) {
                throw new UserError("a run is going on in " + shown + ": wait until it has ended");
            }
            try {
                return action.getAsInt();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw UserError.unwritable(shown, e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /** Removes the files of a run, run.json first: without it, nobody takes the others for a run to go on with. */
    void clear() {
        try {
            Files.deleteIfExists(path.resolve("run.json"));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path, RunDirectory::isWritten)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw UserError.unwritable(shown, e);
        }
    }

    private static boolean isWritten(Path file) {
        return WRITTEN.matcher(file.getFileName().toString()).matches();
    }

    /** Removes the files of a run without draws, and the folder if it holds nothing else. */
    void discard() {
        clear();
        removeIfEmpty();
    }

    /** Removes the folder if it holds nothing. */
    void removeIfEmpty() {
        try {
            Files.deleteIfExists(path.resolve(LOCK));
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            // It was there before the run, with other files in it.
        } catch (IOException e) {
            throw UserError.unwritable(shown, e);
        }
    }
}
