package dev.cotangent.compiler.describe;

import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.parse.Syntax;
import dev.cotangent.compiler.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a library file says about itself.
 *
 * @param name without folder and ending
 * @param comment the comment that it begins with
 * @param signatures of all functions, in order
 */
record LibraryFile(String name, String comment, List<Signature> signatures) {

    /** A function as declared. */
    record Signature(String name, String result, String parameters) {

        String text() {
            return result + " " + name + "(" + parameters + ")";
        }

        /** A density without its suffix, the outcome before a bar. */
        String conditional() {
            int comma = parameters.indexOf(", ");
            String stem = name.replaceFirst("_lp[dm]f$", "");
            return comma < 0
                    ? stem + "(" + parameters + ")"
                    : stem + "(" + parameters.substring(0, comma) + " | " + parameters.substring(comma + 2) + ")";
        }
    }

    static LibraryFile of(String name, Source source) {
        List<Signature> signatures = new ArrayList<>();
        for (Syntax definition : Parser.syntax(source).children()) {
            List<Syntax> parts = ((Syntax.Rule) definition).children();
            List<Syntax> types = parts.stream().filter(p -> p.is("returnType")).toList();
            if (!types.isEmpty()) {
                int place = parts.indexOf(types.get(0));
                signatures.add(new Signature(
                        text(parts.get(place + 1), source),
                        result(text(types.get(0), source)),
                        inner(text(parts.get(place + 2), source))));
            }
        }
        return new LibraryFile(name, comment(source.text()), signatures);
    }

    private static String text(Syntax part, Source source) {
        List<Syntax.Token> tokens = part.tokens();
        return source.text()
                .substring(tokens.get(0).start(), tokens.get(tokens.size() - 1).end())
                .replaceAll("\\s+", " ");
    }

    private static String inner(String parameters) {
        return parameters.substring(1, parameters.length() - 1).strip();
    }

    /** Without the sizes that a primitive states of its result. */
    private static String result(String type) {
        return type.startsWith("array") ? type.replaceAll("\\[[^\\[\\],]+\\]", "[]") : type.replaceAll("\\[.*", "");
    }

    private static String comment(String text) {
        String lines = text.lines()
                .takeWhile(line -> line.startsWith("//"))
                .map(line -> line.substring(2).strip())
                .collect(Collectors.joining(" "));
        return lines.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }

    List<Signature> named(Predicate<String> wanted) {
        return signatures.stream().filter(s -> wanted.test(s.name())).toList();
    }

    Set<String> names() {
        return signatures.stream().map(Signature::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
