package dev.cotangent.bench.gradient;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes array types as Stan 2.21 knew them: {@code array[N] vector[K] x} becomes {@code vector[K] x[N]}. */
final class OlderSyntax {

    private static final String BRACKETS = "\\[(?<sizes>(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*)\\]";
    private static final String BOUNDS = "(?:\\s*<(?:[^<>])*>)?";
    private static final String SIZE = "(?:\\s*\\[(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*\\])?";
    private static final Pattern ARRAY =
            Pattern.compile("\\barray\\s*" + BRACKETS + "\\s*(?<type>\\w+" + BOUNDS + SIZE + ")(?:\\s+(?<name>\\w+))?");

    private OlderSyntax() {}

    static String of(String program) {
        return ARRAY.matcher(program).replaceAll(match -> {
            Matcher found = (Matcher) match;
            String sizes = "[" + found.group("sizes").strip() + "]";
            String name = found.group("name") == null ? "" : " " + found.group("name");
            // An argument's type has commas for sizes and stands whole before the name.
            boolean isArgument = found.group("sizes").replaceAll("[,\\s]", "").isEmpty();
            String older = isArgument ? found.group("type") + sizes + name : found.group("type") + name + sizes;
            return Matcher.quoteReplacement(older);
        });
    }
}
