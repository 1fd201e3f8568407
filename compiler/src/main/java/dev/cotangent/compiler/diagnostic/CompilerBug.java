package dev.cotangent.compiler.diagnostic;

/** A broken invariant of the compiler itself, never the user's fault. Its message asks for a report. */
public final class CompilerBug extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CompilerBug(String message) {
        super(message + " (this is a defect of the compiler: please report it with the model)");
    }
}
