package dev.cotangent.compiler.diagnostic;

import java.util.Comparator;
import java.util.List;

/** The program has errors. The message is the rendered diagnostics. */
public final class CompileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    public CompileException(List<Diagnostic> diagnostics) {
        super(DiagnosticRenderer.render(inTextOrder(diagnostics)));
        this.diagnostics = inTextOrder(diagnostics);
    }

    public CompileException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    private static List<Diagnostic> inTextOrder(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .sorted(Comparator.comparing((Diagnostic d) -> d.span().source().name())
                        .thenComparing(d -> d.span().line())
                        .thenComparing(d -> d.span().column()))
                .toList();
    }

    /** At least one, in the order of the text. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
