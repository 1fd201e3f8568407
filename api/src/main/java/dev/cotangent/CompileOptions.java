package dev.cotangent;

/**
 * How a model is compiled.
 *
 * @param autodiff how its gradient is computed
 * @param includes where {@code #include} finds its texts
 * @param pedantic true to warn about what is valid and seldom meant, too
 */
public record CompileOptions(Autodiff autodiff, Includes includes, boolean pedantic) {

    public static CompileOptions defaults() {
        return new CompileOptions(Autodiff.AUTOMATIC, Includes.none(), false);
    }

    /** The same with another way to compute gradients. */
    public CompileOptions withAutodiff(Autodiff autodiff) {
        return new CompileOptions(autodiff, includes, pedantic);
    }

    /** The same with other texts to include. */
    public CompileOptions withIncludes(Includes includes) {
        return new CompileOptions(autodiff, includes, pedantic);
    }

    /** The same with warnings about what is seldom meant. */
    public CompileOptions withPedanticWarnings() {
        return new CompileOptions(autodiff, includes, true);
    }
}
