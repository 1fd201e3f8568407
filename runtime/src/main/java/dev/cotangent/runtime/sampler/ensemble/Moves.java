package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Metropolis moves of particles that leave {@code N(z; 0, I) L(z)^b} invariant.
 *
 * <p>A random walk has the principal axes of the population for its scales. A stretch move (Goodman and Weare 2010) goes
 * through a particle of the other half of the population.
 */
final class Moves {

    /** Scale of the stretch move, the usual one. */
    static final double STRETCH_SCALE = 2;

    /** Best for normal targets of many dimensions, Roberts, Gelman and Gilks (1997): factor, and acceptance rate. */
    private static final double BEST_FACTOR = 2.38;

    private static final double WANTED_ACCEPTANCE = 0.3;
    private static final double LARGEST_FACTOR = 5;
    private static final double GAIN = 2;

    private final Particles particles;
    private final Workers workers;
    private final UniformRandomProvider[] streams;
    private final MoveKind kind;
    private final boolean[] accepted;
    private double factor;
    private long proposals;
    private long acceptances;

    Moves(Particles particles, Workers workers, ParticleStreams streams, MoveKind kind) {
        this.particles = particles;
        this.workers = workers;
        this.streams = streams.particles();
        this.kind = kind;
        this.accepted = new boolean[particles.count()];
        this.factor = BEST_FACTOR / Math.sqrt(particles.dimension());
    }

    /** Part of all moves that were accepted; NaN if there were none. */
    double acceptanceRate() {
        return (double) acceptances / proposals;
    }

    /**
     * Moves every particle.
     *
     * @param exponent b, of the likelihood
     * @param shape of the population, or of a distribution near it
     */
    void move(double exponent, Shape shape) {
        if (kind == MoveKind.STRETCH) {
            stretch(exponent);
            return;
        }
        workers.forEach(particles.count(), (evaluator, i) -> walk(evaluator, exponent, i, shape));
        int count = count();
        // the scale of the next move depends on this one only through the whole population
        double change = GAIN * ((double) count / accepted.length - WANTED_ACCEPTANCE);
        factor = Math.min(factor * StrictMath.exp(change), LARGEST_FACTOR);
    }

    /** Moves every particle through one of the other half: first the one half, then the other. */
    void stretch(double exponent) {
        int half = particles.count() / 2;
        workers.forEach(half, (evaluator, i) -> stretch(evaluator, exponent, i, half, particles.count()));
        workers.forEach(particles.count() - half, (evaluator, i) -> stretch(evaluator, exponent, half + i, 0, half));
        count();
    }

    private int count() {
        int count = 0;
        for (boolean one : accepted) {
            count += one ? 1 : 0;
        }
        proposals += accepted.length;
        acceptances += count;
        return count;
    }

    private void walk(Evaluator evaluator, double exponent, int i, Shape shape) {
        double[] steps = evaluator.scratch(0);
        double[] proposal = evaluator.scratch(1);
        double[] position = particles.positions()[i];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = factor * Math.sqrt(shape.variances()[k]) * StandardNormal.draw(streams[i]);
        }
        shape.fromAxes(steps, proposal);
        for (int k = 0; k < proposal.length; k++) {
            proposal[k] += position[k];
        }
        decide(evaluator, exponent, i, 0);
    }

    /** A stretch through a particle of {@code [from, to)}, which stay where they are meanwhile. */
    private void stretch(Evaluator evaluator, double exponent, int i, int from, int to) {
        double[] proposal = evaluator.scratch(1);
        double[] position = particles.positions()[i];
        double[] other = particles.positions()[from + streams[i].nextInt(to - from)];
        double root = 1 + (STRETCH_SCALE - 1) * streams[i].nextDouble();
        double stretch = root * root / STRETCH_SCALE;
        for (int k = 0; k < proposal.length; k++) {
            proposal[k] = other[k] + stretch * (position[k] - other[k]);
        }
        decide(evaluator, exponent, i, (proposal.length - 1) * StrictMath.log(stretch));
    }

    /** Accepts or refuses the proposal in scratch vector 1. */
    private void decide(Evaluator evaluator, double exponent, int i, double logFactor) {
        double[] proposal = evaluator.scratch(1);
        double[] position = particles.positions()[i];
        double logLikelihood = evaluator.logLikelihood(proposal);
        double logRatio = logFactor;
        for (int k = 0; k < proposal.length; k++) {
            logRatio += 0.5 * (position[k] * position[k] - proposal[k] * proposal[k]);
        }
        // a walker that starts where the likelihood is zero goes anywhere where it is not, and stays put meanwhile
        logRatio += logLikelihood == Double.NEGATIVE_INFINITY
                ? Double.NEGATIVE_INFINITY
                : exponent * (logLikelihood - particles.logLikelihoods()[i]);
        double level = StrictMath.log(streams[i].nextDouble());
        accepted[i] = level < logRatio;
        if (accepted[i]) {
            System.arraycopy(proposal, 0, position, 0, position.length);
            particles.logLikelihoods()[i] = logLikelihood;
        }
    }
}
