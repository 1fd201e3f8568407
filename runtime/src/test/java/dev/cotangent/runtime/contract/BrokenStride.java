package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.sampler.nuts.Stride;

/** A stride of WALNUTS with one bug. */
final class BrokenStride implements Stride {

    enum Bug {
        NONE,
        TESTS_NO_WAY_BACK,
        /** Goes on from the end forward instead of back. */
        TESTS_THE_WAY_FORWARD,
        /** Looks at the next coarser division only. */
        TESTS_ONE_DIVISION,
        COUNTS_NO_FAILED_TRIES
    }

    private final Bug bug;
    private final double maxError;
    private final PhasePoint probe;
    private int gradients;
    private int strides;
    private double acceptanceSum;

    BrokenStride(Bug bug, int dimension, double maxError) {
        this.bug = bug;
        this.maxError = maxError;
        probe = new PhasePoint(dimension);
    }

    @Override
    public void begin() {
        gradients = 0;
        strides = 0;
        acceptanceSum = 0;
    }

    @Override
    public Outcome next(Flow flow, PhasePoint from, PhasePoint to, int direction) {
        double time = direction * flow.stepSize();
        strides++;
        for (int micro = 1; micro <= 64; micro *= 2) {
            int before = gradients;
            boolean arrived = arrives(flow, from, to, time, micro);
            acceptanceSum += micro == 1 ? StrictMath.exp(-Math.abs(to.energy() - from.energy())) : 0;
            if (arrived) {
                return returns(flow, to, time, micro) ? Outcome.ARRIVED : Outcome.IRREVERSIBLE;
            }
            gradients = bug == Bug.COUNTS_NO_FAILED_TRIES ? before : gradients;
        }
        return Outcome.DIVERGENT;
    }

    private boolean returns(Flow flow, PhasePoint end, double time, int micro) {
        double back = bug == Bug.TESTS_THE_WAY_FORWARD ? time : -time;
        int coarsest = bug == Bug.TESTS_ONE_DIVISION ? micro / 2 : 1;
        for (int fewer = micro / 2; fewer >= Math.max(1, coarsest); fewer /= 2) {
            if (bug != Bug.TESTS_NO_WAY_BACK && arrives(flow, end, probe, back, fewer)) {
                return false;
            }
        }
        return true;
    }

    private boolean arrives(Flow flow, PhasePoint from, PhasePoint to, double time, int micro) {
        double low = from.energy();
        double high = low;
        PhasePoint current = from;
        for (int k = 0; k < micro; k++) {
            gradients += flow.advance(current, to, time / micro);
            current = to;
            low = Math.min(low, to.energy());
            high = Math.max(high, to.energy());
            if (!(high - low <= maxError)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void report(StepInfo info) {
        info.setNumIntegrationSteps(gradients);
        info.setAcceptanceRate(acceptanceSum / strides);
    }
}
