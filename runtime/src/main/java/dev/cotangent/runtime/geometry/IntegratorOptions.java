package dev.cotangent.runtime.geometry;

import java.util.Optional;

/**
 * Which integrator follows the dynamics of a metric that depends on the position.
 *
 * @param rule what becomes of the copies of the explicit integrator; empty for the implicit one
 * @param reversalTolerance implicit or projected: largest distance, in units of the metric, of where the way back arrives from
 *     where it should; infinite for no way back
 * @param renewal auxiliary: steps between two draws of copies, positive
 * @param spread auxiliary: standard deviation of copies in units of the metric, positive
 */
public record IntegratorOptions(Optional<CopyRule> rule, double reversalTolerance, int renewal, double spread) {

    /** Default of the distance by which the way back may miss. */
    public static final double REVERSAL_TOLERANCE = 1e-6;

    public static final double SPREAD = 0.05;

    public IntegratorOptions {
        if (!(reversalTolerance > 0)) {
            throw new IllegalArgumentException("reversalTolerance must be positive, but is " + reversalTolerance);
        }
        if (renewal < 1) {
            throw new IllegalArgumentException("renewal must be at least 1, but is " + renewal);
        }
        if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("spread must be positive and finite, but is " + spread);
        }
    }

    /** The generalised leapfrog, with tests of the way back. */
    public static IntegratorOptions implicit() {
        return new IntegratorOptions(Optional.empty(), REVERSAL_TOLERANCE, 1, SPREAD);
    }

    /** Tao's explicit integrator; copies of their own are drawn for every step. */
    public static IntegratorOptions explicit(CopyRule rule) {
        return new IntegratorOptions(Optional.of(rule), REVERSAL_TOLERANCE, 1, SPREAD);
    }

    /** The same with another tolerance. */
    public IntegratorOptions withReversalTolerance(double tolerance) {
        return new IntegratorOptions(rule, tolerance, renewal, spread);
    }

    /** The same with other copies. */
    public IntegratorOptions withCopies(int steps, double deviation) {
        return new IntegratorOptions(rule, reversalTolerance, steps, deviation);
    }

    /** True if copies are bound, by a strength that can be set. */
    public boolean hasBinding() {
        return rule.isPresent() && rule.get() != CopyRule.PROJECTED;
    }

    /** In words. */
    public String text() {
        return rule.map(copies -> "the explicit integrator, copies " + copies.text())
                .orElse("the implicit integrator");
    }

    /** A new integrator; the metric must be used by it and its kernel alone. */
    public LocalIntegrator of(LocalMetric metric, double binding) {
        if (rule.isEmpty()) {
            return new GeneralisedLeapfrog(metric, reversalTolerance);
        }
        return rule.get() == CopyRule.PROJECTED
                ? new ProjectedCopies(metric, reversalTolerance)
                : new CopiedPhaseSpace(metric, rule.get(), renewal, binding, spread);
    }
}
