package dev.cotangent;

/**
 * How a model is compiled.
 *
 * @param autodiff how its gradient is computed
 */
public record CompileOptions(Autodiff autodiff) {

    public static CompileOptions defaults() {
        return new CompileOptions(Autodiff.AUTOMATIC);
    }
}
