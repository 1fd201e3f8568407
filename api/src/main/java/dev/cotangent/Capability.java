package dev.cotangent;

/** What a model can be asked for beyond its log density and gradient; each costs time to compile. */
public enum Capability {
    /** Derivatives of second and third order: {@link dev.cotangent.runtime.model.Model#newCurvedDensity()}. */
    CURVATURE,
    /** The Fisher metric, if the model has one: {@link dev.cotangent.runtime.model.Model#newFisherInformation()}. */
    FISHER_METRIC,
    /**
     * The density by rows of data, if it is a sum over rows: {@link
     * dev.cotangent.runtime.model.Model#newAdditiveDensity()}.
     */
    PLATES,
    /**
     * Positions that are standard normals, of which the parameters are computed by their prior: {@link
     * dev.cotangent.runtime.model.Model#newGenerative()}.
     */
    GENERATIVE
}
