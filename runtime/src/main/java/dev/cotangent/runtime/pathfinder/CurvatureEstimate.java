package dev.cotangent.runtime.pathfinder;

import dev.cotangent.runtime.optimize.CurvatureHistory;
import dev.cotangent.runtime.optimize.Lbfgs;
import java.util.Arrays;
import java.util.Optional;

/**
 * The inverse curvature as the steps of a climb show it, and the normal approximation that it makes at the climb's place.
 * Mutable.
 */
public final class CurvatureEstimate {

    private final CurvatureHistory history;
    private final double[] diagonal;
    private final double[] formerPosition;
    private final double[] formerGradient;

    /**
     * An estimate for climbs.
     *
     * @param dimension number of coordinates
     * @param pairs steps to remember, positive
     */
    public CurvatureEstimate(int dimension, int pairs) {
        // Of its own: the climb forgets its steps when it loses its way, and they are all as true as before.
        history = new CurvatureHistory(dimension, pairs);
        diagonal = new double[dimension];
        formerPosition = new double[dimension];
        formerGradient = new double[dimension];
    }

    /** Forgets all, for a climb that is at its start. */
    public void begin(Lbfgs climb) {
        history.clear();
        Arrays.fill(diagonal, 1);
        remember(climb);
    }

    /**
     * Learns from a step that the climb has taken.
     *
     * @return the approximation where the climb is; empty if rounding left none that is positive definite and finite
     */
    public Optional<NormalApproximation> follow(Lbfgs climb) {
        if (history.add(formerPosition, climb.position(), formerGradient, climb.gradient())) {
            updateDiagonal(history.step(history.size() - 1), history.change(history.size() - 1));
        }
        remember(climb);
        return NormalApproximation.at(climb.position(), climb.gradient(), diagonal, history);
    }

    private void remember(Lbfgs climb) {
        System.arraycopy(climb.position(), 0, formerPosition, 0, formerPosition.length);
        System.arraycopy(climb.gradient(), 0, formerGradient, 0, formerGradient.length);
    }

    /** Gilbert &amp; Lemaréchal (1989), equation 4.9: the diagonal of the updated inverse curvature. */
    private void updateDiagonal(double[] s, double[] y) {
        double yAy = 0;
        double sBs = 0;
        double sy = 0;
        for (int i = 0; i < s.length; i++) {
            yAy += y[i] * diagonal[i] * y[i];
            sBs += s[i] * s[i] / diagonal[i];
            sy += s[i] * y[i];
        }
        for (int i = 0; i < s.length; i++) {
            double a = diagonal[i];
            double ratio = s[i] / a;
            diagonal[i] = sy / (yAy / a + y[i] * y[i] - yAy / sBs * ratio * ratio);
        }
    }
}
