package dev.cotangent.cli.command;

import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.DensityScale;
import dev.cotangent.ModelCompilationException;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The text of a model that a command was given.
 *
 * @param name file name without folders
 * @param text the whole source
 * @param folder where it lies
 */
record ModelFile(String name, String text, Path folder) {

    static ModelFile read(Environment environment, Path file) {
        try {
            Path whole = environment.directory().resolve(file).toAbsolutePath();
            String text = Files.readString(whole);
            // A file that could be read lies in a folder.
            Path folder = Objects.requireNonNull(whole.getParent());
            return new ModelFile(Objects.requireNonNull(whole.getFileName()).toString(), text, folder);
        } catch (IOException e) {
            throw UserError.unreadable(file, e);
        }
    }

    /** The compiled model; warnings are shown. */
    CompiledModel compile(Environment environment, CompileArguments arguments) {
        return compile(environment, arguments.of(environment, folder));
    }

    /** The compiled model, or its prior; warnings are shown. */
    CompiledModel compile(Environment environment, CompileArguments arguments, PriorArguments prior) {
        return compile(environment, prior.applied(arguments.of(environment, folder)));
    }

    /** The compiled model, or its prior, with more than a gradient; warnings are shown. */
    CompiledModel compile(
            Environment environment,
            CompileArguments arguments,
            PriorArguments prior,
            UnaryOperator<CompileOptions> more) {
        return compile(environment, more.apply(prior.applied(arguments.of(environment, folder))));
    }

    /** The compiled model with a density of another scale; warnings are shown. */
    CompiledModel compile(Environment environment, CompileArguments arguments, DensityScale scale) {
        return compile(environment, arguments.of(environment, folder).withScale(scale));
    }

    /** A valid model compiled with second derivatives; empty if it has functions of which there are none. */
    Optional<CompiledModel> curved(Environment environment, CompileArguments arguments, DensityScale scale) {
        try {
            return Optional.of(compileSilently(
                    environment,
                    arguments.of(environment, folder).withScale(scale).withCurvature()));
        } catch (ModelCompilationException e) {
            return Optional.empty();
        }
    }

    /** The compiled model; warnings are shown. */
    CompiledModel compile(Environment environment, CompileOptions options) {
        CompiledModel model = compileSilently(environment, options);
        model.warnings().forEach(warning -> environment.err().print(warning.rendered()));
        return model;
    }

    /** The compiled model, once its warnings have been shown. */
    CompiledModel compileSilently(Environment environment, CompileOptions options) {
        return CompiledModel.of(environment.compiler().get().compile(name, text, options));
    }
}
