package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.typed.Fisher;
import dev.cotangent.compiler.typed.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The library, read on demand: a name tells its file, and a body is checked when its function is first called. One
 * compilation owns an instance; it is not safe for several threads.
 */
public final class Library {

    private final LibrarySource files;
    /** By path; empty where there is no such file. */
    private final Map<String, Optional<Definitions>> loaded = new HashMap<>();

    private final Map<Function, Definitions> homes = new IdentityHashMap<>();
    private final Deque<Function> pending = new ArrayDeque<>();

    public Library(LibrarySource files) {
        this.files = files;
    }

    /** The standard library, from the class path. */
    public static Library standard() {
        return new Library(new ClassPathLibrary(Library.class.getClassLoader()));
    }

    /**
     * All overloads of a name, with checked bodies; empty if the library has none.
     *
     * @throws CompileException if a file that is reached has errors
     */
    public List<Function> functions(String name) {
        List<Function> overloads = find(name);
        overloads.forEach(this::use);
        complete();
        return overloads;
    }

    /**
     * The Fisher informations of a distribution, one an overload of its density that has one.
     *
     * @param distribution the name without a suffix
     * @throws CompileException if a file that is reached has errors
     */
    public List<Fisher> fishers(String distribution) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<Fisher> fishers = load(Names.file(distribution + "_lpdf"))
                .map(definitions -> definitions.fishers(this, diagnostics))
                .orElse(List.of());
        throwIfAny(diagnostics);
        complete();
        return fishers;
    }

    /** The number of files read so far. */
    public int filesLoaded() {
        return (int) loaded.values().stream().filter(Optional::isPresent).count();
    }

    /** All overloads of a name; their bodies may not be there yet. */
    List<Function> find(String name) {
        return load(Names.file(name))
                .map(definitions -> definitions.named(name))
                .orElse(List.of());
    }

    /** Notes that a function is called; those that aren't of the library are none of its business. */
    void use(Function function) {
        if (homes.containsKey(function) && !function.hasBody() && !pending.contains(function)) {
            pending.add(function);
        }
    }

    /** Checks the bodies of all functions in use, and of those that they call. */
    void complete() {
        List<Diagnostic> diagnostics = new ArrayList<>();
        while (!pending.isEmpty()) {
            Function function = pending.remove();
            homes.get(function).check(function, this, diagnostics);
        }
        throwIfAny(diagnostics);
    }

    /** Names that a misspelt one may have meant, with its suffix. Lists the library: for errors only. */
    List<String> namesLike(String name) {
        String folder = Names.file(name).replaceAll("/.*", "");
        String suffix = Names.suffix(name);
        Stream<String> others = files.names(folder).stream().map(file -> file + suffix);
        Stream<String> own = load(Names.file(name)).stream().flatMap(definitions -> definitions.names().stream());
        return Stream.concat(own, others).toList();
    }

    private Optional<Definitions> load(String path) {
        Optional<Definitions> known = loaded.get(path);
        if (known != null) {
            return known;
        }
        Optional<Definitions> definitions = files.find(path).map(this::read);
        loaded.put(path, definitions);
        return definitions;
    }

    private Definitions read(Source source) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Definitions definitions = Definitions.of(Parser.parseLibrary(source), true, diagnostics);
        throwIfAny(diagnostics);
        definitions.all().forEach(function -> homes.put(function, definitions));
        return definitions;
    }

    private static void throwIfAny(List<Diagnostic> diagnostics) {
        CompileException.throwIfErrors(diagnostics);
    }
}
