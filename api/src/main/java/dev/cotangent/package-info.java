/**
 * Embedding Cotangent in a program: compile a model, bind data, evaluate its log density, sample.
 *
 * <p>This package is the one with a compatibility promise. The types of {@code runtime.model}, {@code runtime.data},
 * {@code runtime.run} and {@code runtime.diagnostic} that its signatures mention are part of that promise; nothing else
 * of the runtime is.
 */
package dev.cotangent;
