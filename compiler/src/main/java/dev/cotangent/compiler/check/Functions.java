package dev.cotangent.compiler.check;

import dev.cotangent.compiler.typed.Function;
import java.util.ArrayList;
import java.util.List;

/** The functions that a text can call: its own, then the library's. */
final class Functions {

    private final Definitions own;
    private final Library library;

    Functions(Definitions own, Library library) {
        this.own = own;
        this.library = library;
    }

    /** The overloads that the text itself defines. */
    List<Function> own(String name) {
        return own.named(name);
    }

    /** The overloads of the library. */
    List<Function> library(String name) {
        return library.find(name);
    }

    boolean isOwn(String name) {
        return !own.named(name).isEmpty();
    }

    /** Notes that a function is called, so its body is needed. */
    void use(Function function) {
        library.use(function);
    }

    /** The closest function of a name that nothing defines, only to be asked when there is an error. */
    List<String> similarTo(String name) {
        List<String> names = new ArrayList<>(own.names());
        names.addAll(library.namesLike(name));
        return names;
    }
}
