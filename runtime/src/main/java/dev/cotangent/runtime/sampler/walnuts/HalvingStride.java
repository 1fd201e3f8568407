package dev.cotangent.runtime.sampler.walnuts;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.sampler.nuts.Stride;

/**
 * A stride over a fixed time h, the step size, in the fewest of 1, 2, 4, ... micro steps along which the energy stays within
 * a range.
 *
 * <p>The number of micro steps depends on where the stride begins. For the map to be reversible, the stride back must take
 * as many: it is refused if the energy would stay in range along fewer. The range is that of all states along the way, both
 * ends included: the same forward and backward, and a try that leaves it can stop at once. (The authors' code looks at the
 * two ends only.) A stride that would need more halvings than allowed is a divergence.
 *
 * <p>Where kinetic energy K is far above its expectation n / 2, the range widens: states i and j of a stride may differ by
 * {@code maxError (c_i + c_j) / 2}, with {@code c = max(1, K / (5 n))}. That hardly ever happens to a chain at home; one that
 * begins far out falls by more than any fixed range, and would otherwise take tiny steps. As c is a function of the state, a
 * stride back meets the same limits. Equivalently, and state by state: the intervals {@code H ± maxError c / 2} have a point in
 * common.
 *
 * @see <a href="https://arxiv.org/abs/2506.18746">Bou-Rabee, Carpenter, Kleppe and Liu (2025), The Within-Orbit Adaptive
 *     Leapfrog No-U-Turn Sampler</a>
 */
public final class HalvingStride implements Stride {

    /** Multiple of the number of coordinates above which kinetic energy widens the range: ten times the expectation. */
    private static final double HIGH_KINETIC_ENERGY = 5;

    private final double maxError;
    private final int maxHalvings;
    private final PhasePoint probe;
    private double stepSize;
    private int gradients;
    private int strides;
    private int mostMicroSteps;
    private double acceptanceSum;

    /**
     * A stride for one kernel.
     *
     * @param maxError largest range of the energy along a stride, in nats; positive
     * @param maxHalvings limit of halvings of the step size, not negative
     */
    public HalvingStride(int dimension, double maxError, int maxHalvings) {
        this.maxError = maxError;
        this.maxHalvings = maxHalvings;
        probe = new PhasePoint(dimension);
    }

    @Override
    public void begin() {
        gradients = 0;
        strides = 0;
        mostMicroSteps = 1;
        acceptanceSum = 0;
    }

    @Override
    public Outcome next(Flow flow, PhasePoint from, PhasePoint to, int direction) {
        stepSize = flow.stepSize();
        double time = direction * stepSize;
        strides++;
        boolean arrived = arrives(flow, from, to, time, 1);
        // the symmetric error of the coarsest try: what the adaptation of the step size is about
        acceptanceSum +=
                StrictMath.exp(-Math.abs(from.energy() - to.energy()) / (tolerance(from) + tolerance(to)) * maxError);
        int microSteps = 1;
        for (int halvings = 1; halvings <= maxHalvings && !arrived; halvings++) {
            microSteps *= 2;
            arrived = arrives(flow, from, to, time, microSteps);
        }
        if (!arrived) {
            return Outcome.DIVERGENT;
        }
        mostMicroSteps = Math.max(mostMicroSteps, microSteps);
        return returnsInAsMany(flow, to, time, microSteps) ? Outcome.ARRIVED : Outcome.IRREVERSIBLE;
    }

    /** Takes micro steps for as long as the energy stays in range, and returns whether it did to the end. */
    private boolean arrives(Flow flow, PhasePoint from, PhasePoint to, double time, int microSteps) {
        double low = from.energy() - tolerance(from);
        double high = from.energy() + tolerance(from);
        PhasePoint current = from;
        for (int k = 0; k < microSteps; k++) {
            gradients += flow.advance(current, to, time / microSteps);
            current = to;
            low = Math.max(low, to.energy() - tolerance(to));
            high = Math.min(high, to.energy() + tolerance(to));
            if (!(low <= high)) {
                return false;
            }
        }
        return true;
    }

    /** Half of the range that the energy may have, if all states have the kinetic energy of this one. */
    private double tolerance(PhasePoint point) {
        if (point.energy() == Double.POSITIVE_INFINITY) {
            return 0.5 * maxError;
        }
        double kinetic = point.energy() + point.logDensity();
        int dimension = point.position().length;
        return 0.5 * maxError * Math.max(1, kinetic / (HIGH_KINETIC_ENERGY * dimension));
    }

    private boolean returnsInAsMany(Flow flow, PhasePoint end, double time, int microSteps) {
        for (int fewer = microSteps / 2; fewer >= 1; fewer /= 2) {
            if (arrives(flow, end, probe, -time, fewer)) {
                return false;
            }
        }
        return true;
    }

    /** Reports all gradients, those of failed tries and of the way back included. */
    @Override
    public void report(StepInfo info) {
        info.setNumIntegrationSteps(gradients);
        info.setSmallestStepSize(stepSize / mostMicroSteps);
        info.setAcceptanceRate(acceptanceSum / strides);
    }
}
