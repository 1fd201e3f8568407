package dev.cotangent.runtime.data;

/**
 * A value that no declaration fits, such as a boolean. It is an error only if a model asks for it.
 *
 * @param at position, see {@link Entry#at()}
 * @param found what was found, as a phrase: {@code true at y[2]}
 * @param hint how to write it instead, or empty
 */
record Unusable(String at, String found, String hint) implements Entry {}
