package dev.cotangent.compiler.witness;

import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.DataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A model and its data, on which several ways to evaluate it must agree.
 *
 * @param name what the test is called
 * @param source the model's text
 * @param data its data
 */
public record WitnessProgram(String name, Source source, DataSource data) {

    private static final Path WITNESSES = Path.of("src/test/resources/witness");
    private static final Path MODELS = Path.of("../models");

    /** The programs written for this test, and the example models of the repository. */
    public static Stream<WitnessProgram> all() {
        return Stream.concat(list(WITNESSES).filter(WitnessProgram::isModel).map(WitnessProgram::written), examples());
    }

    private static Stream<WitnessProgram> examples() {
        return list(MODELS)
                .filter(folder -> Files.exists(model(folder)))
                .map(folder -> read(model(folder), folder.resolve("data.json")));
    }

    private static Path model(Path folder) {
        return folder.resolve(folder.getFileName() + ".model");
    }

    private static boolean isModel(Path file) {
        return file.toString().endsWith(".model");
    }

    private static WitnessProgram written(Path model) {
        String file = model.getFileName().toString();
        return read(model, model.resolveSibling(file.replace(".model", ".json")));
    }

    private static WitnessProgram read(Path model, Path data) {
        try {
            String file = model.getFileName().toString();
            return new WitnessProgram(
                    file.replace(".model", ""),
                    new Source(file, Files.readString(model)),
                    Files.exists(data) ? JsonData.read(data) : MapData.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
