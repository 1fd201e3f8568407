package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where results go, and how much is told on the way. */
final class OutputArguments {

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: runs/MODEL-1, -2 and so on.")
    private Optional<Path> out;

    @Option(names = "--force", description = "Overwrite a run that --out holds already.")
    private boolean force;

    @Option(names = "--quiet", description = "Show results only: no notes.")
    private boolean quiet;

    /** The folder that was named, if one was; looked at before anything is computed. */
    Optional<RunDirectory> named(Environment environment) {
        return out.map(given ->
                force ? RunDirectory.overwritten(environment, given) : RunDirectory.unused(environment, given));
    }

    /** Tells something that is no result. */
    void note(Environment environment, String text) {
        if (!quiet) {
            environment.err().println(text);
        }
    }
}
