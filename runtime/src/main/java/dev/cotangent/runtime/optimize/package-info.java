/** Finds modes of log densities: L-BFGS with a line search for the strong Wolfe conditions. Knows nothing of runs. */
package dev.cotangent.runtime.optimize;
