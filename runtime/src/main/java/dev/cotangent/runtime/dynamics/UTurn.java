package dev.cotangent.runtime.dynamics;

/**
 * Generalised U-turn criterion of two consecutive spans, with the two checks across the seam.
 *
 * <p>Notation: rho is the sum of momenta over a stretch of states and v the velocity at one of its ends. A stretch goes on
 * as long as {@code v · rho > 0} at both ends. Checked are the whole, the left span with the first state of the right
 * one, and the last state of the left span with the right one. Without the latter two, trajectories on nearly Gaussian
 * targets can double to a multiple of the period unnoticed.
 *
 * @see <a href="https://arxiv.org/abs/1304.1920">Betancourt (2013), Generalizing the No-U-Turn Sampler</a>
 */
public final class UTurn {

    private UTurn() {}

    /** True if the two spans together have begun to return. NaN counts as a turn. */
    public static boolean isTurning(Span left, Span right) {
        if (left.isSingle() && right.isSingle()) {
            // the three stretches are the same two states
            return isTurning(left.first(), right.first());
        }
        return isTurningAcross(left, right);
    }

    private static boolean isTurning(PhasePoint a, PhasePoint b) {
        double[] momentumA = a.momentum;
        double[] momentumB = b.momentum;
        double[] velocityA = a.velocity;
        double[] velocityB = b.velocity;
        double first = 0;
        double last = 0;
        for (int i = 0; i < momentumA.length; i++) {
            double rho = momentumA[i] + momentumB[i];
            first += velocityA[i] * rho;
            last += velocityB[i] * rho;
        }
        return !(first > 0 && last > 0);
    }

    private static boolean isTurningAcross(Span left, Span right) {
        double[] leftSum = left.momentumSum();
        double[] rightSum = right.momentumSum();
        double[] leftLastMomentum = left.last().momentum;
        double[] rightFirstMomentum = right.first().momentum;
        double[] leftFirst = left.first().velocity;
        double[] leftLast = left.last().velocity;
        double[] rightFirst = right.first().velocity;
        double[] rightLast = right.last().velocity;
        double wholeFirst = 0;
        double wholeLast = 0;
        double leftFirstOut = 0;
        double leftLastOut = 0;
        double rightFirstOut = 0;
        double rightLastOut = 0;
        for (int i = 0; i < leftSum.length; i++) {
            double whole = leftSum[i] + rightSum[i];
            double leftOut = leftSum[i] + rightFirstMomentum[i];
            double rightOut = rightSum[i] + leftLastMomentum[i];
            wholeFirst += leftFirst[i] * whole;
            wholeLast += rightLast[i] * whole;
            leftFirstOut += leftFirst[i] * leftOut;
            leftLastOut += rightFirst[i] * leftOut;
            rightFirstOut += leftLast[i] * rightOut;
            rightLastOut += rightLast[i] * rightOut;
        }
        return !(wholeFirst > 0
                && wholeLast > 0
                && leftFirstOut > 0
                && leftLastOut > 0
                && rightFirstOut > 0
                && rightLastOut > 0);
    }
}
