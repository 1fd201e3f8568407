package dev.cotangent.compiler.diagnostic;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Diagnostics as text:
 *
 * <pre>
 * E204 eight_schools.model:7:24: what was found
 *     7 |     theta ~ normal(mu, tau);
 *       |                        ^^^ note
 *   allowed: what is allowed
 *   hint: what to do
 * </pre>
 */
public final class DiagnosticRenderer {

    private static final int LONGEST_LINE = 200;
    private static final String ELLIPSIS = "...";

    private DiagnosticRenderer() {}

    /** Several, one after the other. */
    public static String render(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(DiagnosticRenderer::render).collect(Collectors.joining());
    }

    /** One, ending in a line end. */
    public static String render(Diagnostic diagnostic) {
        StringBuilder text = new StringBuilder();
        text.append(diagnostic.code().number())
                .append(' ')
                .append(diagnostic.span().location());
        text.append(diagnostic.severity() == Severity.WARNING ? ": warning: " : ": ");
        text.append(diagnostic.found()).append('\n');
        appendExcerpt(text, diagnostic);
        for (Span place : diagnostic.span().source().includeChain()) {
            text.append("  included from ").append(place.location()).append('\n');
        }
        appendList(text, "  allowed: ", diagnostic.allowed());
        diagnostic.hint().ifPresent(hint -> text.append("  hint: ").append(hint).append('\n'));
        return text.toString();
    }

    private static void appendExcerpt(StringBuilder text, Diagnostic diagnostic) {
        Span span = diagnostic.span();
        // A tab takes one column here, as in the span.
        String line = span.source().line(span.line()).stripTrailing().replace('\t', ' ');
        int end = span.endLine() == span.line() ? span.endColumn() : line.length() + 1;
        int start = span.column() - 1;
        int skipped = line.length() <= LONGEST_LINE ? 0 : Math.max(0, start - LONGEST_LINE / 2);
        String shown = clipped(line, skipped);
        text.append((String.format("%5d | ", span.line()) + shown).stripTrailing())
                .append('\n');
        int indent = skipped == 0 ? start : start - skipped + ELLIPSIS.length();
        text.append("      | ").append(" ".repeat(indent));
        text.append("^".repeat(Math.max(1, Math.min(end - span.column(), LONGEST_LINE / 2))));
        diagnostic.note().ifPresent(note -> text.append(' ').append(note));
        text.append('\n');
    }

    /** The part of a line that is shown: of a very long one what is near the place. */
    private static String clipped(String line, int skipped) {
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        int end = Math.min(line.length(), skipped + LONGEST_LINE);
        return (skipped > 0 ? ELLIPSIS : "") + line.substring(skipped, end) + (end < line.length() ? ELLIPSIS : "");
    }

    private static void appendList(StringBuilder text, String title, List<String> entries) {
        String prefix = title;
        for (String entry : entries) {
            text.append(prefix).append(entry).append('\n');
            prefix = " ".repeat(title.length());
        }
    }
}
