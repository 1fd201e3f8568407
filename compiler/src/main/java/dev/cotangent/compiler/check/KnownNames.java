package dev.cotangent.compiler.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What can be called, for references: the library's files, the language's own functions, and Stan's names for comparison. */
public final class KnownNames {

    private KnownNames() {}

    /** The standard library's files. */
    public static LibrarySource library() {
        return new ClassPathLibrary(KnownNames.class.getClassLoader());
    }

    /** Signatures of the functions whose types the library can't state. */
    public static List<String> intrinsics() {
        return Stream.concat(Intrinsics.signatures().stream(), ComplexFunctions.signatures().stream())
                .sorted()
                .toList();
    }

    /** Names by which operators can be called. */
    public static Set<String> operators() {
        return OperatorFunctions.names();
    }

    /** Names of Stan's functions. */
    public static Set<String> stan() {
        Set<String> names = new TreeSet<>(StanNames.all());
        names.removeIf(name -> !name.matches("[A-Za-z]\\w*"));
        return names;
    }
}
