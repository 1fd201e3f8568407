package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.model.Generative;
import dev.cotangent.runtime.model.ModelFailure;

/** One thread's likelihood, with scratch memory for proposals. Evaluation allocates nothing. */
final class Evaluator {

    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;
    private static final int SCRATCH = 4;
    private static final int SHOWN = 5;

    private final Generative target;
    private final OnFailure onFailure;
    private final Runnable checkCancelled;
    private final double[][] scratch;
    private long calls;
    private long failures;

    /**
     * An evaluator.
     *
     * @param checkCancelled throws once the run is to stop
     */
    Evaluator(Generative target, OnFailure onFailure, Runnable checkCancelled) {
        this.target = target;
        this.onFailure = onFailure;
        this.checkCancelled = checkCancelled;
        this.scratch = new double[SCRATCH][target.dimension()];
    }

    int dimension() {
        return target.dimension();
    }

    boolean hasGradient() {
        return target.hasGradient();
    }

    /** A vector to write to, for the time of a task. */
    double[] scratch(int number) {
        return scratch[number];
    }

    long calls() {
        return calls;
    }

    long failures() {
        return failures;
    }

    /** The log likelihood, which is never NaN and never {@code +infinity}. */
    double logLikelihood(double[] z) {
        checkCancelled.run();
        calls++;
        try {
            return checked(target.logLikelihood(z), z);
        } catch (ModelFailure failure) {
            return failed(failure);
        }
    }

    /**
     * The log likelihood and its gradient.
     *
     * @param gradient overwritten; zeros where the likelihood is zero
     */
    double gradient(double[] z, double[] gradient) {
        checkCancelled.run();
        calls++;
        double value;
        try {
            value = checked(target.gradient(z, gradient), z);
        } catch (ModelFailure failure) {
            value = failed(failure);
        }
        boolean finite = value > Double.NEGATIVE_INFINITY;
        for (int i = 0; i < z.length; i++) {
            // what is evaluated is the density, prior included
            value += 0.5 * z[i] * z[i] + HALF_LOG_TWO_PI;
            gradient[i] = finite ? gradient[i] + z[i] : 0;
        }
        return value;
    }

    private double checked(double value, double[] z) {
        if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
            throw new ModelFailure(ModelFailure.Kind.EXTERNAL, "", "the log likelihood is " + value + shown(z));
        }
        return value;
    }

    private double failed(ModelFailure failure) {
        if (failure.kind() != ModelFailure.Kind.EXTERNAL || onFailure == OnFailure.ERROR) {
            throw failure;
        }
        failures++;
        return Double.NEGATIVE_INFINITY;
    }

    private static String shown(double[] z) {
        StringBuilder text = new StringBuilder(" where the standard normals of the prior are");
        for (int i = 0; i < Math.min(z.length, SHOWN); i++) {
            text.append(i == 0 ? " " : ", ").append(z[i]);
        }
        return text.append(z.length > SHOWN ? ", ..." : "").toString();
    }
}
