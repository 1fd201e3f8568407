package dev.cotangent.compiler.diagnostic;

import dev.cotangent.compiler.source.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something to tell the author of a program.
 *
 * @param code what kind it is
 * @param severity how bad it is
 * @param span the place
 * @param found what was found, one sentence without a full stop
 * @param note a short remark beside the caret, as where the name is declared
 * @param allowed what is allowed, one entry a line
 * @param hint what to do
 */
public record Diagnostic(
        Code code,
        Severity severity,
        Span span,
        String found,
        Optional<String> note,
        List<String> allowed,
        Optional<String> hint) {

    public Diagnostic {
        allowed = List.copyOf(allowed);
    }

    /** An error, so far without a note, what is allowed, and a hint. */
    public static Diagnostic error(Code code, Span span, String found) {
        return new Diagnostic(code, Severity.ERROR, span, found, Optional.empty(), List.of(), Optional.empty());
    }

    /** A warning, so far without a note and a hint. */
    public static Diagnostic warning(Code code, Span span, String found) {
        return new Diagnostic(code, Severity.WARNING, span, found, Optional.empty(), List.of(), Optional.empty());
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Several by file, line and column; what is said more than once is said once. */
    public static List<Diagnostic> inTextOrder(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .distinct()
                .sorted(Comparator.comparing((Diagnostic d) -> d.span().source().name())
                        .thenComparing(d -> d.span().line())
                        .thenComparing(d -> d.span().column()))
                .toList();
    }

    public Diagnostic withNote(String note) {
        return new Diagnostic(code, severity, span, found, Optional.of(note), allowed, hint);
    }

    public Diagnostic withAllowed(List<String> allowed) {
        return new Diagnostic(code, severity, span, found, note, allowed, hint);
    }

    public Diagnostic withHint(String hint) {
        return new Diagnostic(code, severity, span, found, note, allowed, Optional.of(hint));
    }

    public Diagnostic withHint(Optional<String> hint) {
        return new Diagnostic(code, severity, span, found, note, allowed, hint);
    }
}
