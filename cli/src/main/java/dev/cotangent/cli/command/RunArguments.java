package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how a run goes about its work, and that decide no draw. */
final class RunArguments {

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "Stop after this time, as 90s, 10m or 1h30m, and keep what is drawn.")
    private Optional<Duration> deadline;

    @Option(
            names = "--checkpoint",
            paramLabel = "TIME",
            converter = DurationText.class,
            defaultValue = "10s",
            description = "Time between two states to resume from; 0 for none. Default: 10s.")
    private Duration checkpoint;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Chains that run at the same time; does not change the draws. Default: one a processor.")
    private Optional<Integer> threads;

    @Option(names = "--quiet", description = "Show the summary only: no progress and no notes.")
    private boolean quiet;

    Interruption listen() {
        return Interruption.listen(deadline);
    }

    Duration checkpointInterval() {
        return checkpoint;
    }

    Optional<Integer> threads() {
        return threads;
    }

    boolean isQuiet() {
        return quiet;
    }

    /** Tells people something, if they want to be told. */
    void note(Environment environment, String text) {
        if (!quiet) {
            environment.err().println(text);
        }
    }
}
