package dev.cotangent.runtime.output;

/**
 * What a run can be repeated from.
 *
 * @param version version of the project
 * @param modelHash hash of the model's source; empty if unknown
 * @param dataHash hash of the data; empty if unknown
 */
public record Provenance(String version, String modelHash, String dataHash) {}
