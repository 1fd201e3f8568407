package dev.cotangent.models;

import dev.cotangent.BoundModel;
import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.runtime.data.JsonData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder with a model, its data, what is known about its posterior, and a description.
 *
 * @param path folder, named like the model
 */
record ModelFolder(Path path) {

    /** The folders of this module, by name. */
    static Stream<ModelFolder> all() {
        try (Stream<Path> folders = Files.list(Path.of(""))) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve(folder.getFileName() + ".model")))
                    .sorted()
                    .map(ModelFolder::new)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    BoundModel model() throws IOException {
        return model(CompileOptions.defaults());
    }

    BoundModel model(CompileOptions options) throws IOException {
        return Cotangent.compile(path.resolve(name() + ".model"), options)
                .bind(JsonData.read(path.resolve("data.json")));
    }

    Reference reference() throws IOException {
        return Reference.read(path.resolve("reference.json"));
    }

    @Override
    public String toString() {
        return name();
    }
}
