package dev.cotangent.compiler.describe;

import dev.cotangent.compiler.check.KnownNames;
import dev.cotangent.compiler.check.LibrarySource;
import dev.cotangent.compiler.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reference of the library as Markdown, made from its files: every distribution, function and constraint. */
public final class LibraryReference {

    private static final List<String> DENSITIES = List.of("_lpdf", "_lpmf");
    private static final List<String> OTHERS = List.of("_cdf", "_lcdf", "_lccdf", "_qf", "_rng");

    private final LibrarySource library;

    private LibraryReference(LibrarySource library) {
        this.library = library;
    }

    /** The page. */
    public static String markdown() {
        LibraryReference reference = new LibraryReference(KnownNames.library());
        StringBuilder page = new StringBuilder();
        page.append("""
                # The library

                Generated from the library's own files; `./mvnw test -pl compiler -am -Dtest=LibraryReferenceTest
                -Dgolden.update -Dsurefire.failIfNoSpecifiedTests=false` refreshes it. See [the language](language.md) for what the
                types mean.

                - **Lifting.** Where a parameter is a scalar, a container may stand. A distribution takes for each argument a scalar or
                  a container of one common size, and the terms add up; of `vector` arguments likewise arrays of vectors. Other
                  functions are applied to each element.
                - `reals` and `ints` stand for any container of reals or integers, as one sequence.
                - A parameter written with its own parameters is a function. `...` stands for further arguments, which are passed on
                  to that function.
                - `foo_lupdf` and `foo_lupmf` are `foo_lpdf` and `foo_lpmf` without the terms that do not depend on parameters.

                """);
        reference.distributions(page);
        reference.functions(page);
        reference.constraints(page);
        reference.missing(page);
        return page.toString();
    }

    private List<LibraryFile> files(String folder) {
        List<LibraryFile> files = new ArrayList<>();
        for (String name : library.names(folder)) {
            Source source = library.find(folder + "/" + name + ".model").orElseThrow();
            files.add(LibraryFile.of(name, source));
        }
        return files;
    }

    private void distributions(StringBuilder page) {
        page.append("## Distributions\n\n| distribution | also | what it is |\n|---|---|---|\n");
        for (LibraryFile file : files("distribution")) {
            List<LibraryFile.Signature> densities = file.named(name -> isSuffixed(name, file.name(), DENSITIES));
            if (!densities.isEmpty()) {
                String others = OTHERS.stream()
                        .filter(suffix ->
                                !file.named((file.name() + suffix)::equals).isEmpty())
                        .map(suffix -> suffix.substring(1))
                        .collect(Collectors.joining(", "));
                row(
                        page,
                        lines(densities.stream()
                                .map(LibraryFile.Signature::conditional)
                                .toList()),
                        others,
                        file.comment());
            }
        }
    }

    private static boolean isSuffixed(String name, String stem, List<String> suffixes) {
        return suffixes.stream().anyMatch(suffix -> name.equals(stem + suffix));
    }

    private void functions(StringBuilder page) {
        page.append("\n## Functions\n\n| function | what it is |\n|---|---|\n");
        for (LibraryFile file : files("function")) {
            List<LibraryFile.Signature> own = file.named(file.name()::equals);
            if (!own.isEmpty()) {
                row(page, lines(own.stream().map(LibraryFile.Signature::text).toList()), file.comment());
            }
        }
        for (LibraryFile file : files("distribution")) {
            List<LibraryFile.Signature> draws = file.named((file.name() + "_rng")::equals);
            if (file.named(name -> isSuffixed(name, file.name(), DENSITIES)).isEmpty() && !draws.isEmpty()) {
                row(page, lines(draws.stream().map(LibraryFile.Signature::text).toList()), file.comment());
            }
        }
        page.append("\nFunctions whose types no signature can state:\n\n");
        KnownNames.intrinsics()
                .forEach(signature -> page.append("- `").append(signature).append("`\n"));
    }

    private void constraints(StringBuilder page) {
        page.append("\n## Constraints\n\n| constraint | what it is, and its transform |\n|---|---|\n");
        for (LibraryFile file : files("constraint")) {
            row(page, "`" + file.name() + "`", file.comment());
        }
    }

    private void missing(StringBuilder page) {
        Set<String> known = new TreeSet<>(KnownNames.operators());
        Set<String> stan = KnownNames.stan();
        List.of("distribution", "function", "constraint")
                .forEach(folder -> files(folder).forEach(f -> known.addAll(f.names())));
        KnownNames.intrinsics()
                .forEach(
                        signature -> known.add(signature.replaceAll("\\(.*", "").replaceAll(".* ", "")));
        List<String> missing =
                stan.stream().filter(name -> !known.contains(name)).toList();
        page.append("\n## What Stan has and this library lacks\n\n");
        page.append("Of the ").append(stan.size()).append(" functions that stanc lists, ");
        page.append(missing.isEmpty() ? "none" : Integer.toString(missing.size()))
                .append(" are missing");
        page.append(
                missing.isEmpty()
                        ? ".\n"
                        : ": " + missing.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", ")) + ".\n");
    }

    private static String lines(List<String> signatures) {
        return signatures.stream().map(s -> "`" + s + "`").distinct().collect(Collectors.joining("<br>"));
    }

    private static void row(StringBuilder page, String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        page.append('\n');
    }
}
