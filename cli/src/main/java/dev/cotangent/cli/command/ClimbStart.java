package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.run.Initialisation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where optimisation starts. */
final class ClimbStart {

    private static final double DEFAULT_RADIUS = 2;

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
        Optional<Double> radius = init.isEmpty() ? Optional.of(DEFAULT_RADIUS) : number(init.get());
        if (radius.isEmpty()) {
            return values(environment, Path.of(init.orElseThrow()));
        }
        try {
            return new Initialisation.Uniform(radius.get());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage()).replaceFirst("^radius", "--init");
            throw new ParameterException(spec.commandLine(), message, e);
        }
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Initialisation values(Environment environment, Path file) {
        try (InputStream in = Files.newInputStream(environment.directory().resolve(file))) {
            return new Initialisation.Values(List.of(JsonData.read(in, file.toString())), DEFAULT_RADIUS);
        } catch (IOException e) {
            throw UserError.unreadable(file, e);
        }
    }
}
