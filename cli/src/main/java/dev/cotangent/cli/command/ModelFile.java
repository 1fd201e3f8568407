package dev.cotangent.cli.command;

import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a model that a command was given.
 *
 * @param name file name without folders
 * @param text the whole source
 */
record ModelFile(String name, String text) {

    static ModelFile read(Environment environment, Path file) {
        try {
            String text = Files.readString(environment.directory().resolve(file));
            return new ModelFile(file.getFileName().toString(), text);
        } catch (IOException e) {
            throw UserError.unreadable(file, e);
        }
    }

    CompiledModel compile(Environment environment, CompileOptions options) {
        return CompiledModel.of(environment.compiler().get().compile(name, text, options));
    }
}
