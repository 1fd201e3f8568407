package dev.cotangent.compiler.typed;

import java.util.Map;
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
    record Named(String name) implements Constraint {

        private static final Map<String, String> TRANSFORMS = Map.of(
                "sum_to_zero_vector", "sum_to_zero",
                "sum_to_zero_matrix", "sum_to_zero",
                "column_stochastic_matrix", "stochastic_column",
                "row_stochastic_matrix", "stochastic_row");

        /** The name that the transform's functions start with, as in {@code simplex_constrain}. */
        public String transform() {
            return TRANSFORMS.getOrDefault(name, name);
        }
    }
}
