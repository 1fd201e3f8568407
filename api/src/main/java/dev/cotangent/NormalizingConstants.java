package dev.cotangent;

/** What becomes of terms that do not depend on parameters, in statements with {@code ~} and {@code _lupdf}. */
public enum NormalizingConstants {
    /** They are left out: what samplers need, and what Stan calls {@code propto}. */
    DROPPED,
    /** They count, as they do for {@code target += foo_lpdf(...)} in any case. */
    KEPT
}
