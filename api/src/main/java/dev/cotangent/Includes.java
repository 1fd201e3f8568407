package dev.cotangent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where {@code #include} finds its texts. */
@FunctionalInterface
public interface Includes {

    /**
     * The text that a model includes.
     *
     * @param name as written in the model, without quotes
     * @return empty if there is none of that name
     */
    Optional<String> text(String name);

    /** Nothing can be included. */
    static Includes none() {
        return name -> Optional.empty();
    }

    /** Texts by name. */
    static Includes of(Map<String, String> texts) {
        Map<String, String> copy = Map.copyOf(texts);
        return name -> Optional.ofNullable(copy.get(name));
    }

    /**
     * Files below folders, the first folder that has one first.
     *
     * @throws UncheckedIOException when a file is asked for that is there but can't be read
     */
    static Includes folders(List<Path> folders) {
        List<Path> copy = List.copyOf(folders);
        return name -> copy.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Includes::read);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These, and what they lack from others. */
    default Includes or(Includes others) {
        return name -> text(name).or(() -> others.text(name));
    }
}
