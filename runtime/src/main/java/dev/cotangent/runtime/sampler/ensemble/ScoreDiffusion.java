package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Paths of a diffusion that end in the posterior, with a drift that an ensemble of particles estimates: the Föllmer sampler
 * from the origin, or the reversal of an Ornstein-Uhlenbeck (VP) process.
 *
 * <p>A reference process in discrete time ends in the prior N(0, I), exactly ({@link Bridge}). The ensemble, smoothed to a
 * {@link Mixture}, tells the expected end given the current state; a step goes where the bridge to that end goes. The weight of
 * a path is the likelihood at its end times the density of the path under the reference over its density under the steps that
 * were taken. These weights are exact for any ensemble: they are unbiased for the evidence, and the ensemble decides no more
 * than their variance.
 *
 * <p>One path in ten is of the reference itself, so that weights are bounded wherever the likelihood is.
 *
 * <p>The ensemble begins as draws from the prior. On each level, the exponent of the likelihood grows as far as the weights
 * of the latest paths allow, and new paths start. Every particle costs one evaluation a level, however many steps its path
 * has. When the exponent is 1 and the weights become no better, one last set of paths is drawn, whose weights decided nothing.
 *
 * <p>In the spirit of Riel and Bischoff (2024), Gradient-free score-based sampling methods with ensembles, whose estimators
 * may differ.
 *
 * @param kind the reference process
 * @param particles number of particles, at least 20
 * @param steps of a path, at least 2
 * @param smoothing what the ensemble is taken for
 * @param correction what makes draws exact
 * @param moves Metropolis moves at the end, if they are the correction
 */
public record ScoreDiffusion(Kind kind, int particles, int steps, Smoothing smoothing, Correction correction, int moves)
        implements PopulationSampler {

    /** The reference processes. */
    public enum Kind {
        /** Brownian motion from the origin: the Föllmer sampler. */
        FOLLMER,
        /** The stationary Ornstein-Uhlenbeck process: reverse VP. */
        REVERSE
    }

    /** Particles of all levels but the last. */
    private static final int MOST_LEARNING = 500;

    private static final int MOST_LEVELS = 40;
    /** Part of the effective size that a change of the exponent leaves. */
    private static final double KEPT = 0.5;
    /** Effective size, relative to the number of particles, that a mixture is made from at least. */
    private static final double FEWEST = 0.2;
    /** Beyond this, better weights are not worth another level. */
    private static final double GOOD = 0.7;
    /** One path in so many is of the reference, so that no weight is more than this times the likelihood. */
    private static final int DEFENCE = 10;

    private static final double WORTHWHILE = 1.1;

    public ScoreDiffusion {
        Settings.atLeast(20, particles, "particles");
        Settings.atLeast(2, steps, "steps");
        Settings.atLeast(0, moves, "moves");
    }

    @Override
    public boolean needsGradient() {
        return false;
    }

    /** Particles that have gone paths: with their weights' part that is not the likelihood. */
    private record Level(Particles ends, double[] pathWeights) {

        double effectiveSize(double exponent) {
            return Weights.effectiveSize(weights(exponent));
        }

        double[] weights(double exponent) {
            double[] weights = new double[pathWeights.length];
            Weights.tempered(pathWeights, ends.logLikelihoods(), exponent, weights);
            return weights;
        }
    }

    @Override
    public Population run(Workers workers, ParticleStreams streams, Progress progress) {
        int learning = Math.min(particles, MOST_LEARNING);
        Level level = new Level(Particles.ofPrior(learning, workers, streams), new double[learning]);
        if (Weights.logSum(level.ends().logLikelihoods()) == Double.NEGATIVE_INFINITY) {
            throw PopulationException.ofPrior(learning);
        }
        double exponent = 0;
        double before = 0;
        int levels = 0;
        Mixture mixture;
        while (true) {
            double size = level.effectiveSize(1);
            boolean settled = exponent == 1 && (size > GOOD * learning || size < WORTHWHILE * before);
            exponent = Weights.exponent(
                    level.pathWeights(),
                    level.ends().logLikelihoods(),
                    exponent,
                    0,
                    KEPT * level.effectiveSize(exponent));
            mixture = fit(level, exponent, streams.shared());
            levels++;
            progress.at(exponent * levels / (levels + 1.0));
            if (settled || levels == MOST_LEVELS) {
                break;
            }
            before = exponent == 1 ? size : 0;
            level = paths(mixture, learning, DEFENCE, workers, streams.particles());
        }
        // draws that nothing weighs must not be of the prior
        int defence = correction == Correction.NONE ? particles + 1 : DEFENCE;
        level = paths(mixture, particles, defence, workers, streams.particles());
        if (level.effectiveSize(1) == 0) {
            throw new PopulationException("no path ends where the likelihood is not zero: use more particles");
        }
        progress.at(1);
        return finished(level, levels, workers, streams);
    }

    /** The mixture of the particles of a level, weighted for an exponent; flattened as far as few have all the weight. */
    private Mixture fit(Level level, double exponent, UniformRandomProvider random) {
        double[] weights = level.weights(exponent);
        int count = weights.length;
        double flattening = Weights.exponent(new double[count], weights, 0, 0, FEWEST * Weights.finite(weights));
        if (flattening < 1) {
            Weights.tempered(new double[count], weights.clone(), flattening, weights);
        }
        Weights.normalise(weights);
        return Mixture.of(level.ends().positions(), weights, smoothing, random);
    }

    /**
     * New paths: of each {@code defence} one of the reference, the others with the drift of a mixture. Weights are those of the
     * two kinds together, the reference's density over the mean of both (Owen and Zhou 2000, Safe and effective importance
     * sampling).
     */
    private Level paths(Mixture mixture, int count, int defence, Workers workers, UniformRandomProvider[] streams) {
        Bridge bridge = kind == Kind.FOLLMER
                ? Bridge.brownian(steps, mixture.smallestVariance())
                : Bridge.ornsteinUhlenbeck(steps, mixture.smallestVariance());
        Particles ends = Particles.atOrigin(count, workers.dimension());
        double[] pathWeights = new double[count];
        double share = (double) (count / defence) / count;
        workers.forEach(count, (evaluator, i) -> {
            boolean ofReference = (i + 1) % defence == 0;
            double logRatio = path(mixture, bridge, ofReference, evaluator, streams[i], ends.positions()[i]);
            pathWeights[i] = balanced(logRatio, share);
            ends.logLikelihoods()[i] = evaluator.logLikelihood(ends.positions()[i]);
        });
        return new Level(ends, pathWeights);
    }

    /** Log of {@code 1 / (share + (1 - share) / ratio)}. */
    private static double balanced(double logRatio, double share) {
        double larger = Math.max(0, -logRatio);
        return -larger
                - StrictMath.log(share * StrictMath.exp(-larger) + (1 - share) * StrictMath.exp(-logRatio - larger));
    }

    /**
     * Follows one path.
     *
     * @param position overwritten with its end
     * @return log density of the path under the reference minus that under the drift of the mixture
     */
    private static double path(
            Mixture mixture,
            Bridge bridge,
            boolean ofReference,
            Evaluator evaluator,
            UniformRandomProvider random,
            double[] position) {
        double[] x = evaluator.scratch(0);
        double[] expected = evaluator.scratch(1);
        double[] scratch = new double[mixture.centres()];
        if (bridge.fromOrigin()) {
            Arrays.fill(x, 0);
        } else {
            StandardNormal.fill(random, x);
        }
        double logWeight = 0;
        for (int k = 0; k < bridge.steps(); k++) {
            double scale = bridge.scale()[k];
            double variance = bridge.variance()[k];
            mixture.expectation(x, scale, variance, scratch, expected);
            for (int i = 0; i < x.length; i++) {
                double end = bridge.end()[k];
                double mean = bridge.own()[k] * x[i] + end * expected[i];
                double spread = bridge.rest()[k] + end * end * mixture.residual(i, scale, variance);
                double z = StandardNormal.draw(random);
                double decayed = bridge.decay()[k] * x[i];
                double noise = bridge.noise()[k];
                double next = ofReference ? decayed + Math.sqrt(noise) * z : mean + Math.sqrt(spread) * z;
                logWeight += 0.5
                        * ((next - mean) * (next - mean) / spread
                                - (next - decayed) * (next - decayed) / noise
                                + StrictMath.log(spread / noise));
                x[i] = next;
            }
        }
        mixture.shape().fromAxes(x, position);
        return logWeight;
    }

    private Population finished(Level level, int levels, Workers workers, ParticleStreams streams) {
        Particles ends = level.ends();
        double[] full = level.weights(1);
        double effectiveSize = Weights.effectiveSize(full);
        double shape = ParetoSmoothing.of(full, 1).shape();
        double logEvidence = Weights.logMean(full);
        double acceptanceRate = Double.NaN;
        Exactness exactness = Exactness.WEIGHTED;
        System.arraycopy(full, 0, ends.logWeights(), 0, full.length);
        Weights.normalise(ends.logWeights());
        if (correction == Correction.NONE) {
            exactness = Exactness.APPROXIMATE;
            logEvidence = Double.NaN;
            unweight(ends);
        } else if (correction == Correction.MOVES) {
            exactness = Exactness.MOVED;
            Shape scales = Shape.of(ends.positions(), ends.logWeights());
            ends.resample(streams.shared());
            Moves metropolis = new Moves(ends, workers, streams, MoveKind.RANDOM_WALK);
            for (int k = 0; k < moves; k++) {
                metropolis.move(1, scales);
            }
            acceptanceRate = metropolis.acceptanceRate();
        }
        return new Population(
                ends.positions(),
                ends.logLikelihoods(),
                ends.logWeights(),
                false,
                new PopulationReport(
                        exactness,
                        particles,
                        workers.calls(),
                        workers.failures(),
                        levels,
                        effectiveSize,
                        shape,
                        logEvidence,
                        acceptanceRate));
    }

    /** Equal weights for all that have any. */
    private static void unweight(Particles ends) {
        double[] weights = ends.logWeights();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights[i] > Double.NEGATIVE_INFINITY ? 0 : weights[i];
        }
        Weights.normalise(weights);
    }
}
