package dev.cotangent.runtime.geometry;

/** What becomes of the copies of position and momentum in an explicit integrator, and what acceptance says of them. */
public enum CopyRule {
    /** Copies are brought together at the end of every step, by {@link ProjectedCopies}. Exact. */
    PROJECTED("projected"),
    /**
     * Copies are variables of their own: normal about position and momentum when they are made, and their density counts in the
     * acceptance ratio, by {@link CopiedPhaseSpace}. Exact for every step size, binding and spread.
     */
    AUXILIARY("auxiliary"),
    /**
     * Copies start as equals and are dropped at the end; acceptance looks at the energy of position and momentum alone. As in
     * Cobb et al. and their program hamiltorch. Not exact: the map of position and momentum alone is neither reversible nor
     * does it preserve volume.
     */
    PAPER("paper"),
    /**
     * After every step position and copy, momentum and copy are replaced by their means. Not exact, as the map is neither, but
     * its errors are smaller by orders of magnitude.
     */
    MIDPOINT("midpoint");

    private final String text;

    CopyRule(String text) {
        this.text = text;
    }

    /** Its name in options and files. */
    public String text() {
        return text;
    }

    /** True if the target stays invariant. */
    public boolean isExact() {
        return this == PROJECTED || this == AUXILIARY;
    }

    @Override
    public String toString() {
        return text;
    }
}
