package dev.cotangent.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The folder that survives a restart: texts of models, and for each fit its options, data, snapshot and draws. */
final class Store {

    private final Path models;
    private final Path fits;

    Store(Path folder) throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        fits = Files.createDirectories(folder.resolve("fits"));
    }

    void putModel(String id, String text) throws IOException {
        write(models.resolve(id + ".model"), text);
    }

    Optional<String> model(String id) throws IOException {
        return read(models.resolve(id + ".model"));
    }

    void putFit(String id, Properties options, String data) throws IOException {
        Path folder = Files.createDirectories(fits.resolve(id));
        write(folder.resolve("data.json"), data);
        StringBuilder text = new StringBuilder();
        for (String name : options.stringPropertyNames()) {
            text.append(name).append('=').append(options.getProperty(name)).append('\n');
        }
        write(folder.resolve("options.properties"), text.toString());
    }

    /** Fits, the oldest first: their names begin with the time. */
    List<String> fits() throws IOException {
        try (Stream<Path> folders = Files.list(fits)) {
            return folders.filter(folder -> Files.exists(folder.resolve("options.properties")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    Properties options(String id) throws IOException {
        Properties options = new Properties();
        try (var in = Files.newBufferedReader(fits.resolve(id).resolve("options.properties"))) {
            options.load(in);
        }
        return options;
    }

    String data(String id) throws IOException {
        return Files.readString(fits.resolve(id).resolve("data.json"));
    }

    Path snapshot(String id) {
        return fits.resolve(id).resolve("run.snapshot");
    }

    Path draws(String id) {
        return fits.resolve(id).resolve("draws.fit");
    }

    private static void write(Path file, String text) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(partial, text);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
}
