package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import dev.cotangent.runtime.random.StandardNormal;

/**
 * Particles that follow the reversed diffusion of the prior itself, and are weighted by what the likelihood says of their
 * expected end on the way: potentials {@code L(E[end | x])^b}, with b growing as weights allow, the last {@code L(end)}. The
 * product of the weights' ratios telescopes to the likelihood, and the prior's diffusion is exact ({@link Bridge}), so the
 * weighted ends are exact draws as the number of particles grows. One evaluation a particle and step, and no moves.
 *
 * @param particles number of particles, at least 4
 * @param steps of the diffusion, at least 2
 */
public record TwistedSmc(int particles, int steps) implements PopulationSampler {

    /** Particles are resampled when their effective size falls below this part of their number. */
    private static final double RESAMPLED_BELOW = 0.5;
    /** Effective size that one step's change of the exponent leaves of equal weights. */
    private static final double KEPT = 0.7;
    /** Variance of the noise that is left before the last step. */
    private static final double LAST_NOISE = 1e-3;

    public TwistedSmc {
        Settings.atLeast(4, particles, "particles");
        Settings.atLeast(2, steps, "steps");
    }

    @Override
    public boolean needsGradient() {
        return false;
    }

    @Override
    public Population run(Workers workers, ParticleStreams streams, Progress progress) {
        Bridge bridge = Bridge.ornsteinUhlenbeck(steps, LAST_NOISE);
        Particles population = Particles.atOrigin(particles, workers.dimension());
        // log likelihoods at expected ends, and their exponent, whose product is the log potential
        double[] potentials = new double[particles];
        workers.forEach(
                particles,
                (evaluator, i) ->
                        StandardNormal.fill(streams.particles()[i], population.positions()[i]));
        double exponent = 0;
        double logEvidence = 0;
        double leastSize = particles;
        Weights.normalise(population.logWeights());
        for (int k = 0; k < bridge.steps(); k++) {
            double scale = k + 1 == bridge.steps() ? 1 : bridge.scale()[k + 1];
            double decay = bridge.decay()[k];
            double noise = Math.sqrt(bridge.noise()[k]);
            workers.forEach(particles, (evaluator, i) -> {
                double[] x = population.positions()[i];
                double[] expected = evaluator.scratch(0);
                for (int c = 0; c < x.length; c++) {
                    x[c] = decay * x[c] + noise * StandardNormal.draw(streams.particles()[i]);
                    expected[c] = scale * x[c];
                }
                population.logLikelihoods()[i] = evaluator.logLikelihood(expected);
            });
            if (k + 1 < bridge.steps()) {
                keepPositive(population.logLikelihoods());
            }
            exponent = k + 1 == bridge.steps() ? 1 : exponent(population, potentials, exponent);
            for (int i = 0; i < particles; i++) {
                if (population.logWeights()[i] > Double.NEGATIVE_INFINITY) {
                    double potential = product(exponent, population.logLikelihoods()[i]);
                    population.logWeights()[i] += potential - potentials[i];
                    potentials[i] = potential;
                }
            }
            if (Weights.logSum(population.logWeights()) == Double.NEGATIVE_INFINITY) {
                throw PopulationException.ofPrior(particles);
            }
            logEvidence += Weights.normalise(population.logWeights());
            double size = Weights.effectiveSize(population.logWeights());
            leastSize = Math.min(leastSize, size);
            if (size < RESAMPLED_BELOW * particles && k + 1 < bridge.steps()) {
                int[] chosen = population.resample(streams.shared());
                double[] old = potentials.clone();
                for (int i = 0; i < particles; i++) {
                    potentials[i] = old[chosen[i]];
                }
            }
            progress.at((k + 1.0) / bridge.steps());
        }
        return new Population(
                population.positions(),
                population.logLikelihoods(),
                population.logWeights(),
                false,
                new PopulationReport(
                        Exactness.WEIGHTED,
                        particles,
                        workers.calls(),
                        workers.failures(),
                        steps,
                        leastSize,
                        ParetoSmoothing.of(population.logWeights(), 1).shape(),
                        logEvidence,
                        Double.NaN));
    }

    /** A potential on the way must not be zero, as the path may yet come to where the likelihood is not. */
    private static void keepPositive(double[] logLikelihoods) {
        double least = 0;
        for (double value : logLikelihoods) {
            least = value > Double.NEGATIVE_INFINITY ? Math.min(least, value) : least;
        }
        for (int i = 0; i < logLikelihoods.length; i++) {
            logLikelihoods[i] = Math.max(logLikelihoods[i], least);
        }
    }

    /** The largest exponent, no less than before, at which the ratios of potentials keep an effective size. */
    private double exponent(Particles population, double[] potentials, double before) {
        double[] base = new double[particles];
        for (int i = 0; i < particles; i++) {
            boolean weighs = population.logWeights()[i] > Double.NEGATIVE_INFINITY;
            base[i] = weighs ? -potentials[i] : Double.NEGATIVE_INFINITY;
        }
        return Weights.exponent(
                base, population.logLikelihoods(), before, 0, KEPT * Weights.finite(population.logLikelihoods()));
    }

    private static double product(double exponent, double logLikelihood) {
        return exponent == 0 ? 0 : exponent * logLikelihood;
    }
}
