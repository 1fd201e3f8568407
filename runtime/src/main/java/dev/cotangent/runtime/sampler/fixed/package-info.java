/** The trivial sampler of models without parameters. */
package dev.cotangent.runtime.sampler.fixed;
