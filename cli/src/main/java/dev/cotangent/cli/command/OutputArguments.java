package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.CancelledException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** The options that say where results go, and how much is told on the way. */
final class OutputArguments {

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: runs/MODEL-1, -2 and so on.")
    private Optional<Path> out;

    @Option(names = "--force", description = "Overwrite a run that --out holds already.")
    private boolean force;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "Stop after this time, as 90s, 10m or 1h30m.")
    private Optional<Duration> deadline;

    @Option(names = "--quiet", description = "Show results only: no notes.")
    private boolean quiet;

    /** The folder that was named, if one was; looked at before anything is computed. */
    Optional<RunDirectory> named(Environment environment) {
        return out.map(
                given -> force ? RunDirectory.named(environment, given) : RunDirectory.unused(environment, given));
    }

    /** Begins to listen for signals, and the time until the deadline to run. */
    Interruption listen() {
        return Interruption.listen(deadline);
    }

    /** Runs what writes nothing if it is cancelled; its exit code, or that of what stopped it. */
    int interruptible(Environment environment, ToIntFunction<Cancellation> work) {
        try (Interruption interruption = listen()) {
            try {
                return work.applyAsInt(interruption.cancellation());
            } catch (CancelledException e) {
                note(environment, "stopped: nothing was written");
                return interruption.exitCode();
            }
        }
    }

    /** Tells something that is no result. */
    void note(Environment environment, String text) {
        if (!quiet) {
            environment.err().println(text);
        }
    }
}
