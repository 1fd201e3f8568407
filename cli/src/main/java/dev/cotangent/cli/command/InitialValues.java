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

/** What {@code --init} stands for: a file of parameter values, or the bound of uniform values. */
final class InitialValues {

    private static final double DEFAULT_RADIUS = 2;

    private InitialValues() {}

    /**
     * Where to start.
     *
     * @param given the option's value, if there was one
     * @throws IllegalArgumentException if a radius is negative or not finite
     * @throws UserError if a file cannot be read
     */
    static Initialisation of(Environment environment, Optional<String> given) {
        if (given.isEmpty()) {
            return new Initialisation.Uniform(DEFAULT_RADIUS);
        }
        return number(given.get())
                .<Initialisation>map(Initialisation.Uniform::new)
                .orElseGet(() -> values(environment, Path.of(given.get())));
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
