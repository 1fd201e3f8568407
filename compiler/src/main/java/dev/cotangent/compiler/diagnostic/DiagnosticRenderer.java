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
        text.append((String.format("%5d | ", span.line()) + line).stripTrailing())
                .append('\n');
        int end = span.endLine() == span.line() ? span.endColumn() : line.length() + 1;
        text.append("      | ").append(" ".repeat(span.column() - 1));
        text.append("^".repeat(Math.max(1, end - span.column())));
        diagnostic.note().ifPresent(note -> text.append(' ').append(note));
        text.append('\n');
    }

    private static void appendList(StringBuilder text, String title, List<String> entries) {
        String prefix = title;
        for (String entry : entries) {
            text.append(prefix).append(entry).append('\n');
            prefix = " ".repeat(title.length());
        }
    }
}
