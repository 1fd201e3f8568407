/** Pathfinder: normal approximations along the way to a mode, and the best of them. Knows nothing of runs. */
package dev.cotangent.runtime.pathfinder;
