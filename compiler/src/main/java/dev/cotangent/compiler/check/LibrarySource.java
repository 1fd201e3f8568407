package dev.cotangent.compiler.check;

import dev.cotangent.compiler.source.Source;
import java.util.List;
import java.util.Optional;

/** Where the library's files come from. */
public interface LibrarySource {

    /**
     * A file.
     *
     * @param path below the library's root, as {@code distribution/normal.model}
     */
    Optional<Source> find(String path);

    /**
     * The names of a folder's files, without their ending. May be slow: it is asked for messages only.
     *
     * @param folder {@code distribution}, {@code function} or {@code constraint}
     */
    List<String> names(String folder);
}
