/** Convergence diagnostics and summaries of draws. */
package dev.cotangent.runtime.diagnostic;
