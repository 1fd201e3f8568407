package dev.cotangent;

import java.util.List;

/** The text is not a valid model. The message is ready to be shown to whoever wrote it. */
public final class ModelCompilationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Creates an exception.
     *
     * @param rendered all problems as text: place, source line, caret, what was found and what is allowed
     * @param problems the same, structured; at least one, in the order of the source
     */
    public ModelCompilationException(String rendered, List<Problem> problems) {
        super(rendered);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the source. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong with a model.
     *
     * @param code stable code of the kind of problem
     * @param file name of the source
     * @param line line, from 1
     * @param column column, from 1
     * @param message what was found and what is allowed, without the source line
     */
    public record Problem(String code, String file, int line, int column, String message) {}
}
