package dev.cotangent;

import java.util.Objects;

/**
 * Which log density of a model.
 *
 * @param scale of what it is the density: whether Jacobians of the transforms count
 * @param constants whether constants count
 */
public record DensityKind(DensityScale scale, NormalizingConstants constants) {

    /** What samplers need: Jacobians count, constants do not. */
    public static final DensityKind SAMPLING =
            new DensityKind(DensityScale.UNCONSTRAINED, NormalizingConstants.DROPPED);

    public DensityKind {
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(constants, "constants");
    }
}
