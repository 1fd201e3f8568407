package dev.cotangent.runtime.data;

/** What a source has under one name. */
sealed interface Entry permits NumberArray, Unusable {

    /** Position in the source as {@code :line:column}, or empty where the source has none. */
    String at();
}
