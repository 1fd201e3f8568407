package dev.cotangent.compiler.typed;

import java.util.Optional;

/** What a declaration demands of its variable's values. */
public sealed interface Constraint {

    Constraint NONE = new None();

    /** Any value. */
    record None() implements Constraint {}

    /** Bounds, a scalar or an expression of the variable's shape; at least one is present. */
    record Bounds(Optional<TypedExpr> lower, Optional<TypedExpr> upper) implements Constraint {}

    /** An affine change of scale; at least one is present. */
    record OffsetMultiplier(Optional<TypedExpr> offset, Optional<TypedExpr> multiplier) implements Constraint {}

    /** A constrained type: {@code simplex}, {@code ordered}, {@code cholesky_factor_corr} ... */
    record Named(String name) implements Constraint {}
}
