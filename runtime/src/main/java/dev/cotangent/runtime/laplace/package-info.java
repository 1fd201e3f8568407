/** The normal approximation at a mode. Knows nothing of runs. */
package dev.cotangent.runtime.laplace;
