package dev.cotangent.compiler.diagnostic;

import java.util.List;

/** The program has errors. The message is the rendered diagnostics. */
public final class CompileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    public CompileException(List<Diagnostic> diagnostics) {
        super(DiagnosticRenderer.render(diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    public CompileException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    /** At least one, in the order of discovery. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
