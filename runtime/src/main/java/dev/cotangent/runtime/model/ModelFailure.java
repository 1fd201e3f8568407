package dev.cotangent.runtime.model;

/** A failure that the model's own code raised while running, with the place in its source. */
public final class ModelFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of statement failed. */
    public enum Kind {
        /**
         * The point is refused: {@code reject}, or an argument outside a function's domain. A log density is {@code
         * -infinity} there; in transformed data and generated quantities it is an error.
         */
        REJECTION,
        /**
         * An outcome outside the support of its distribution, in a term of the log density: that is {@code -infinity}
         * there.
         */
        SUPPORT,
        /** An index out of range. Always an error. */
        INDEX,
        /** Sizes that do not match, or a negative size. Always an error. */
        SIZE,
        /** A value outside its declared bounds, in data or in transformed variables. */
        CONSTRAINT,
        /** {@code fatal_error}: always an error. */
        FATAL,
        /** A limit of the evaluator, as the depth of recursion. Always an error. */
        LIMIT,
        /**
         * A Java function that the model calls has thrown, or given back what is not a number. An error, unless a sampler was
         * told to give such points no weight.
         */
        EXTERNAL;

        /** True if it says no more than that the log density has no mass at the point. */
        public boolean refusesPoint() {
            return this == REJECTION || this == SUPPORT;
        }
    }

    private final Kind kind;
    private final String location;

    /**
     * Creates a failure without a stack trace: rejections are frequent while a sampler searches.
     *
     * @param kind what failed
     * @param location {@code file:line:column} in the model
     * @param message what was found and what was expected
     */
    public ModelFailure(Kind kind, String location, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.location = location;
    }

    public Kind kind() {
        return kind;
    }

    /** Place in the model's source, {@code file:line:column}. */
    public String location() {
        return location;
    }

    /** True if a sampler may treat the point as having no mass and go on. */
    public boolean isRecoverable() {
        return kind.refusesPoint() || kind == Kind.CONSTRAINT;
    }
}
