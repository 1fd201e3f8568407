package dev.cotangent.cli.command;

import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.run.Initialisation;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says how much runs at the same time. */
final class ThreadsOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many run at the same time; does not change results. Default: one a processor.")
    private Optional<Integer> threads;

    /**
     * Starts on so many threads.
     *
     * @param count their number
     * @param option the option that gave the number
     * @throws ParameterException if a number is not positive
     */
    Starts starts(int count, String option, Initialisation initialisation, long seed) {
        int running = threads.orElseGet(Runtime.getRuntime()::availableProcessors);
        try {
            return new Starts(count, initialisation, seed, running);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage())
                    .replaceFirst("^count", option)
                    .replaceFirst("^threads", "--threads");
            throw new ParameterException(spec.commandLine(), message, e);
        }
    }
}
