package dev.cotangent.runtime.approximation;

import dev.cotangent.runtime.run.Initialisation;

/**
 * Where climbs or paths start, and on how many threads they go.
 *
 * @param count number of starts, positive
 * @param initialisation where they are
 * @param seed determines every random number
 * @param threads that run at the same time; has no influence on results
 */
public record Starts(int count, Initialisation initialisation, long seed, int threads) {

    public Starts {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, but is " + count);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
    }
}
