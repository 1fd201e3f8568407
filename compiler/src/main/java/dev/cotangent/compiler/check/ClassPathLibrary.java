package dev.cotangent.compiler.check;

import dev.cotangent.compiler.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Library files below {@code model/} on the class path. */
final class ClassPathLibrary implements LibrarySource {

    private static final String ROOT = "model/";
    private static final String ENDING = ".model";

    private final ClassLoader loader;

    ClassPathLibrary(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public Optional<Source> find(String path) {
        try (InputStream stream = loader.getResourceAsStream(ROOT + path)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new Source(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the library file " + path, e);
        }
    }

    @Override
    public List<String> names(String folder) {
        URL url = loader.getResource(ROOT + folder);
        if (url == null) {
            return List.of();
        }
        try {
            return url.getProtocol().equals("jar")
                    ? inJar(url, folder)
                    : inDirectory(Path.of(URI.create(url.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException("listing the library folder " + folder, e);
        }
    }

    private static List<String> inDirectory(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return names(files.map(f -> f.getFileName().toString()));
        }
    }

    private static List<String> inJar(URL url, String folder) throws IOException {
        String prefix = ROOT + folder + "/";
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        return names(connection.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length())));
    }

    private static List<String> names(Stream<String> files) {
        return files.filter(file -> file.endsWith(ENDING))
                .map(file -> file.substring(0, file.length() - ENDING.length()))
                .sorted()
                .toList();
    }
}
