package dev.cotangent.runtime.sampler.ensemble;

/** Checks of what samplers are given. */
final class Settings {

    private Settings() {}

    static void atLeast(int least, int found, String name) {
        if (found < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + found);
        }
    }

    /** Between two numbers, which are not allowed themselves. */
    static void within(double low, double high, double found, String name) {
        if (!(found > low && found < high)) {
            throw new IllegalArgumentException(name + " must be between " + low + " and " + high + ", but is " + found);
        }
    }
}
