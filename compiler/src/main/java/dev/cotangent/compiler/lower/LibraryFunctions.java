package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.typed.Fisher;
import dev.cotangent.compiler.typed.Function;
import java.util.List;

/** The library's functions that lowering itself calls: those of constraints. */
public interface LibraryFunctions {

    /** All overloads of a name; empty if the library has none. */
    List<Function> functions(String name);

    /** The Fisher informations of a distribution, by its name without a suffix; empty if the library has none. */
    default List<Fisher> fishers(String distribution) {
        return List.of();
    }
}
