package dev.cotangent;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a model is compiled.
 *
 * @param autodiff how its gradient is computed
 * @param includes where {@code #include} finds its texts
 * @param pedantic true to warn about what is valid and seldom meant, too
 * @param density which log density
 * @param terms which of its terms count
 * @param capabilities what it is compiled for beyond its log density and gradient
 * @param limits what model and compiler may take; without, generated code counts nothing
 */
public record CompileOptions(
        Autodiff autodiff,
        Includes includes,
        boolean pedantic,
        DensityKind density,
        DensityTerms terms,
        Set<Capability> capabilities,
        Optional<Limits> limits) {

    public CompileOptions {
        capabilities = Set.copyOf(capabilities);
    }

    public static CompileOptions defaults() {
        return new CompileOptions(
                Autodiff.AUTOMATIC,
                Includes.none(),
                false,
                DensityKind.SAMPLING,
                DensityTerms.ALL,
                Set.of(),
                Optional.empty());
    }

    /** Of what the log density is the density. */
    public DensityScale scale() {
        return density.scale();
    }

    /** Whether terms without parameters count in statements with {@code ~}. */
    public NormalizingConstants constants() {
        return density.constants();
    }

    /** True if derivatives of second and third order are compiled. */
    public boolean curvature() {
        return capabilities.contains(Capability.CURVATURE);
    }

    /** True if the Fisher metric is compiled. */
    public boolean fisher() {
        return capabilities.contains(Capability.FISHER_METRIC);
    }

    /** True if the density by rows of data is compiled. */
    public boolean plates() {
        return capabilities.contains(Capability.PLATES);
    }

    /** True if positions are standard normals. */
    public boolean generative() {
        return capabilities.contains(Capability.GENERATIVE);
    }

    /** The same with another way to compute gradients. */
    public CompileOptions withAutodiff(Autodiff newAutodiff) {
        return new CompileOptions(newAutodiff, includes, pedantic, density, terms, capabilities, limits);
    }

    /** The same with other texts to include. */
    public CompileOptions withIncludes(Includes newIncludes) {
        return new CompileOptions(autodiff, newIncludes, pedantic, density, terms, capabilities, limits);
    }

    /** The same with warnings about what is seldom meant. */
    public CompileOptions withPedanticWarnings() {
        return new CompileOptions(autodiff, includes, true, density, terms, capabilities, limits);
    }

    /** The same with the density of something else. Only optimisation has a use for other than the default. */
    public CompileOptions withScale(DensityScale scale) {
        return withDensity(new DensityKind(scale, constants()));
    }

    /** The same with another log density. */
    public CompileOptions withDensity(DensityKind newDensity) {
        return new CompileOptions(autodiff, includes, pedantic, newDensity, terms, capabilities, limits);
    }

    /** The same with other terms in the log density. */
    public CompileOptions withTerms(DensityTerms newTerms) {
        return new CompileOptions(autodiff, includes, pedantic, density, newTerms, capabilities, limits);
    }

    /** The same with derivatives of second and third order. */
    public CompileOptions withCurvature() {
        return with(Capability.CURVATURE);
    }

    /** The same with the Fisher metric. */
    public CompileOptions withFisherMetric() {
        return with(Capability.FISHER_METRIC);
    }

    /** The same with the density by rows of data. A model whose density is no sum over rows is compiled without. */
    public CompileOptions withPlates() {
        return with(Capability.PLATES);
    }

    /**
     * The same over standard normals. Compiling fails for a model with a parameter that its prior does not draw, and says why.
     */
    public CompileOptions withGenerative() {
        return with(Capability.GENERATIVE);
    }

    private CompileOptions with(Capability capability) {
        EnumSet<Capability> more = EnumSet.of(capability);
        more.addAll(capabilities);
        return new CompileOptions(autodiff, includes, pedantic, density, terms, more, limits);
    }

    /** The same for a model of unknown origin: compiler, data and generated code are held to limits. */
    public CompileOptions withLimits(Limits newLimits) {
        return new CompileOptions(autodiff, includes, pedantic, density, terms, capabilities, Optional.of(newLimits));
    }
}
