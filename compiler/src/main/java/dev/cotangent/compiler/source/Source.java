package dev.cotangent.compiler.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A source text.
 *
 * @param name the name that messages use, normally the file's name without folders
 * @param text the whole text
 * @param includedAt the place in another text that includes this one
 */
public record Source(String name, String text, Optional<Span> includedAt) {

    /** A text that no other includes. */
    public Source(String name, String text) {
        this(name, text, Optional.empty());
    }

    /** The text of a line, without its line end; empty beyond the end. */
    public String line(int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("");
    }

    /** The places that include this text, the nearest first. */
    public List<Span> includeChain() {
        List<Span> chain = new ArrayList<>();
        Optional<Span> place = includedAt;
        while (place.isPresent()) {
            chain.add(place.get());
            place = place.get().source().includedAt();
        }
        return chain;
    }
}
