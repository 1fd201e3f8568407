/** Modes and normal approximations of a model as runs: where they start, on which threads, and the rows they give. */
package dev.cotangent.runtime.approximation;
