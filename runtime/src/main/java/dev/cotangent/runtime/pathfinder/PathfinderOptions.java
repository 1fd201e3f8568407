package dev.cotangent.runtime.pathfinder;

import dev.cotangent.runtime.optimize.LbfgsOptions;

/**
 * How Pathfinder looks for approximations; defaults as CmdStan's.
 *
 * @param elboDraws draws that an approximation is judged by, positive
 * @param climb how the path is found
 */
public record PathfinderOptions(int elboDraws, LbfgsOptions climb) {

    public PathfinderOptions {
        if (elboDraws < 1) {
            throw new IllegalArgumentException("elboDraws must be at least 1, but is " + elboDraws);
        }
    }

    public static PathfinderOptions defaults() {
        return new PathfinderOptions(25, LbfgsOptions.defaults().withMaxIterations(1000));
    }
}
