package dev.cotangent.runtime.sampler.stochastic;

/** How the rows of batches are chosen. */
public enum BatchOrder {
    /** Independently and uniformly: a row may come twice, and the next batch knows nothing of this one. */
    REPLACEMENT,
    /** Every row once an epoch, in an order that is shuffled for each epoch. */
    EPOCHS,
    /**
     * Epochs in pairs: a shuffled order and then its batches backwards. Symmetric splittings keep their second order in the step
     * size under this order, but under neither of the others.
     */
    PALINDROMES;

    /** Name on command lines and in files. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
