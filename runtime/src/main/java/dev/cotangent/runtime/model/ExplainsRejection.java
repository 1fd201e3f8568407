package dev.cotangent.runtime.model;

import java.util.Optional;

/** Capability of a {@link LogDensity} that can tell why the model refused a point. */
public interface ExplainsRejection {

    /**
     * Why the latest evaluation was {@code -infinity}: the rejection that was mapped to it. Empty if the latest
     * evaluation was not rejected, whatever its value.
     */
    Optional<ModelFailure> rejection();
}
