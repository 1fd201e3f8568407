package dev.cotangent.compiler.companion;

import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the author of a model wrote about a declaration: behind it on its line, or on lines of their own above it. */
final class Comments {

    private static final Pattern BEHIND = Pattern.compile("(?://|/\\*)\\s*(.*?)\\s*(?:\\*/\\s*)?$");
    private static final Pattern ALONE = Pattern.compile("^\\s*(?://|/?\\*+)\\s*(.*?)\\s*(?:\\*/)?\\s*$");

    private Comments() {}

    /** The comment of a declaration as text of Javadoc; empty if there is none. */
    static String of(Span name) {
        String line = name.source().line(name.line());
        Matcher behind = BEHIND.matcher(line);
        if (behind.find(Math.min(name.endColumn() - 1, line.length()))
                && !behind.group(1).isEmpty()) {
            return escaped(behind.group(1));
        }
        return escaped(above(name.source().text().lines().toList(), name.line() - 1));
    }

    /** The comment that a model begins with; empty if there is none. */
    static String head(String text) {
        List<String> lines = text.lines().toList();
        int end = 0;
        while (end < lines.size() && ALONE.matcher(lines.get(end)).matches()) {
            end++;
        }
        return escaped(above(lines, end));
    }

    private static String above(List<String> lines, int end) {
        List<String> found = new ArrayList<>();
        for (int k = end - 1; k >= 0; k--) {
            Matcher alone = ALONE.matcher(lines.get(k));
            if (!alone.matches()) {
                break;
            }
            found.add(alone.group(1));
        }
        Collections.reverse(found);
        return String.join(" ", found).strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;")
                .replace("{", "&#123;")
                .replace("}", "&#125;");
    }
}
