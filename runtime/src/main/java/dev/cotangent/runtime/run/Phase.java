package dev.cotangent.runtime.run;

/** What a chain is doing. */
public enum Phase {
    WARMUP,
    SAMPLING
}
