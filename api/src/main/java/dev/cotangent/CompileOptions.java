package dev.cotangent;

/**
 * How a model is compiled.
 *
 * @param autodiff how its gradient is computed
 * @param includes where {@code #include} finds its texts
 */
public record CompileOptions(Autodiff autodiff, Includes includes) {

    public static CompileOptions defaults() {
        return new CompileOptions(Autodiff.AUTOMATIC, Includes.none());
    }

    /** The same with another way to compute gradients. */
    public CompileOptions withAutodiff(Autodiff autodiff) {
        return new CompileOptions(autodiff, includes);
    }

    /** The same with other texts to include. */
    public CompileOptions withIncludes(Includes includes) {
        return new CompileOptions(autodiff, includes);
    }
}
