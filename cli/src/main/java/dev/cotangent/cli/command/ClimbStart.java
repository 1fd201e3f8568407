package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.runtime.run.Initialisation;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where optimisation starts. */
final class ClimbStart {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers. Default: a new one, shown.")
    private Optional<Long> seed;

    @Option(
            names = "--init",
            paramLabel = "FILE|RADIUS",
            description =
                    "Where to start: parameter values in JSON, or the bound of uniform values on the unconstrained"
                            + " scale. Default: 2.")
    private Optional<String> init;

    /** The seed, a new one if none was given: short enough to be typed again. */
    long seed() {
        return seed.orElseGet(() -> (long) new SplittableRandom().nextInt(1, Integer.MAX_VALUE));
    }

    /**
     * Where to start.
     *
     * @throws ParameterException if a radius is negative or not finite
     */
    Initialisation initialisation(Environment environment) {
        try {
            return InitialValues.of(environment, init);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage()).replaceFirst("^radius", "--init");
            throw new ParameterException(spec.commandLine(), message, e);
        }
    }
}
