package dev.cotangent;

import java.util.Optional;

/**
 * How a model is compiled.
 *
 * @param autodiff how its gradient is computed
 * @param includes where {@code #include} finds its texts
 * @param pedantic true to warn about what is valid and seldom meant, too
 * @param scale of what the log density is the density
 * @param terms which of its terms count
 * @param curvature true to compile derivatives of second and third order too: {@link
 *     dev.cotangent.runtime.model.Model#newCurvedDensity()}
 * @param fisher true to compile the Fisher metric too, if the model has one: {@link
 *     dev.cotangent.runtime.model.Model#newFisherInformation()}
 * @param plates true to compile the density by rows too, if it is a sum over rows of data: {@link
 *     dev.cotangent.runtime.model.Model#newAdditiveDensity()}
 * @param constants whether terms without parameters count in statements with {@code ~}
 * @param limits what model and compiler may take; without, generated code counts nothing
 */
public record CompileOptions(
        Autodiff autodiff,
        Includes includes,
        boolean pedantic,
        DensityScale scale,
        DensityTerms terms,
        boolean curvature,
        boolean fisher,
        boolean plates,
        NormalizingConstants constants,
        Optional<Limits> limits) {

    public static CompileOptions defaults() {
        return new CompileOptions(
                Autodiff.AUTOMATIC,
                Includes.none(),
                false,
                DensityScale.UNCONSTRAINED,
                DensityTerms.ALL,
                false,
                false,
                false,
                NormalizingConstants.DROPPED,
                Optional.empty());
    }

    /** The same with another way to compute gradients. */
    public CompileOptions withAutodiff(Autodiff autodiff) {
        return new CompileOptions(
                autodiff, includes, pedantic, scale, terms, curvature, fisher, plates, constants, limits);
    }

    /** The same with other texts to include. */
    public CompileOptions withIncludes(Includes includes) {
        return new CompileOptions(
                autodiff, includes, pedantic, scale, terms, curvature, fisher, plates, constants, limits);
    }

    /** The same with warnings about what is seldom meant. */
    public CompileOptions withPedanticWarnings() {
        return new CompileOptions(autodiff, includes, true, scale, terms, curvature, fisher, plates, constants, limits);
    }

    /** The same with the density of something else. Only optimisation has a use for other than the default. */
    public CompileOptions withScale(DensityScale scale) {
        return new CompileOptions(
                autodiff, includes, pedantic, scale, terms, curvature, fisher, plates, constants, limits);
    }

    /** The same with derivatives of second and third order. */
    public CompileOptions withCurvature() {
        return new CompileOptions(autodiff, includes, pedantic, scale, terms, true, fisher, plates, constants, limits);
    }

    /** The same with the Fisher metric. */
    public CompileOptions withFisherMetric() {
        return new CompileOptions(
                autodiff, includes, pedantic, scale, terms, curvature, true, plates, constants, limits);
    }

    /** The same with other terms in the log density. */
    public CompileOptions withTerms(DensityTerms terms) {
        return new CompileOptions(
                autodiff, includes, pedantic, scale, terms, curvature, fisher, plates, constants, limits);
    }

    /** The same with the density by rows of data. A model whose density is no sum over rows is compiled without. */
    public CompileOptions withPlates() {
        return new CompileOptions(
                autodiff, includes, pedantic, scale, terms, curvature, fisher, true, constants, limits);
    }

    /** The same with another log density. */
    public CompileOptions withDensity(DensityKind density) {
        return new CompileOptions(
                autodiff,
                includes,
                pedantic,
                density.scale(),
                terms,
                curvature,
                fisher,
                plates,
                density.constants(),
                limits);
    }

    /** The same for a model of unknown origin: compiler, data and generated code are held to limits. */
    public CompileOptions withLimits(Limits newLimits) {
        return new CompileOptions(
                autodiff,
                includes,
                pedantic,
                scale,
                terms,
                curvature,
                fisher,
                plates,
                constants,
                Optional.of(newLimits));
    }
}
