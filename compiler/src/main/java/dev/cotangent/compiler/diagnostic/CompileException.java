package dev.cotangent.compiler.diagnostic;

import java.util.List;

/** The program has errors. The message is the rendered diagnostics. */
public final class CompileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    public CompileException(List<Diagnostic> diagnostics) {
        super(DiagnosticRenderer.render(Diagnostic.inTextOrder(diagnostics)));
        this.diagnostics = Diagnostic.inTextOrder(diagnostics);
    }

    public CompileException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    /** Throws if there are errors, with all of them; warnings alone do not stop. */
    public static void throwIfErrors(List<Diagnostic> diagnostics) {
        List<Diagnostic> errors =
                diagnostics.stream().filter(Diagnostic::isError).toList();
        if (!errors.isEmpty()) {
            throw new CompileException(errors);
        }
    }

    /** At least one, in the order of the text. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
