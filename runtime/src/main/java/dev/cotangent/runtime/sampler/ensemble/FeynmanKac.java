package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;

/**
 * Weighted particles of a tilted diffusion (annealed Feynman-Kac correctors): the prior's stationary diffusion with a drift
 * along the gradient of the tempered log likelihood.
 *
 * <p>The prior is N(0, I), so its diffusion is the Ornstein-Uhlenbeck process, whose steps are exact. A step forward is {@code
 * x' = rho x + tilt s² b grad log L(x) + s N(0, I)}, along the principal axes of the population, with s² a part of the
 * variance there. A weight is the ratio of the tempered posteriors at both ends, times the density of the step back, which has
 * the tilt {@code 1 - tilt}, over that of the step forward. For vanishing s² this is the continuous formula for a drift {@code
 * a = tilt sigma²}: one half is the corrector without Laplacian (Skreta et al. 2025), one is AFDPS (Chen, Ren, Min, Ying
 * &amp; Izzo 2025), whose Laplacian the ratio of densities stands for. As it is, it is exact for any step size.
 *
 * @param particles number of particles, at least 4
 * @param steps the fewest steps from the prior to the posterior, positive; more are made where weights ask for them
 * @param tilt part of the likelihood's score in the drift forward, in (0, 1]
 */
public record FeynmanKac(int particles, int steps, double tilt) implements PopulationSampler {

    private static final double RESAMPLED_BELOW = 0.5;
    /** Effective size that one step's change of the exponent leaves of equal weights. */
    private static final double KEPT = 0.9;
    /** Part of the variance along an axis that the first step replaces, in one dimension. */
    private static final double FIRST_PART = 0.1;
    /** Steps become smaller by this factor after one that left too few of the weights. */
    private static final double CHANGE = 0.7;

    private static final double TOO_FEW = 0.9;

    private static final double LARGEST_NOISE = 0.5;
    private static final int MOST_STEPS = 10_000;

    public FeynmanKac {
        Settings.atLeast(4, particles, "particles");
        Settings.atLeast(1, steps, "steps");
        if (!(tilt > 0 && tilt <= 1)) {
            throw new IllegalArgumentException("tilt must be in (0, 1], but is " + tilt);
        }
    }

    @Override
    public boolean needsGradient() {
        return true;
    }

    @Override
    public Population run(Workers workers, ParticleStreams streams, Progress progress) {
        if (!workers.hasGradient()) {
            throw new PopulationException("scheme must be one without gradients, as the model has none");
        }
        return new Run(workers, streams).run(progress);
    }

    /** One population on its way. */
    private final class Run {
        private final Workers workers;
        private final ParticleStreams streams;
        private final Particles population;
        private final double[][] gradients;
        private double part = FIRST_PART;
        private double exponent;
        private double logEvidence;
        private double leastSize = particles;

        Run(Workers workers, ParticleStreams streams) {
            this.workers = workers;
            this.streams = streams;
            this.population = Particles.atOrigin(particles, workers.dimension());
            this.gradients = new double[particles][workers.dimension()];
        }

        Population run(Progress progress) {
            workers.forEach(particles, (evaluator, i) -> {
                StandardNormal.fill(streams.particles()[i], population.positions()[i]);
                population.logLikelihoods()[i] = evaluator.gradient(population.positions()[i], gradients[i]);
            });
            Weights.normalise(population.logWeights());
            int done = 0;
            while (exponent < 1 && done < MOST_STEPS) {
                double before = exponent;
                double next = Weights.exponent(
                        new double[particles],
                        population.logLikelihoods(),
                        before,
                        before,
                        KEPT * Weights.finite(population.logLikelihoods()));
                // the last of equal parts of what is left leads to 1 exactly
                exponent = Math.min(next, 1 - (1 - before) * (1 - 1.0 / Math.max(1, steps - done)));
                double sizeBefore = Weights.effectiveSize(population.logWeights());
                step(before);
                reweighted(sizeBefore);
                done++;
                progress.at(exponent);
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
                            done,
                            leastSize,
                            ParetoSmoothing.of(population.logWeights(), 1).shape(),
                            logEvidence,
                            Double.NaN));
        }

        private void step(double before) {
            Shape shape = Shape.of(population.positions(), population.logWeights());
            double[] noise = Arrays.stream(shape.variances())
                    .map(v -> Math.min(LARGEST_NOISE, part * v / StrictMath.cbrt(shape.dimension())))
                    .toArray();
            workers.forEach(particles, (evaluator, i) -> step(evaluator, i, before, shape, noise));
        }

        private void step(Evaluator evaluator, int i, double before, Shape shape, double[] noise) {
            if (population.logWeights()[i] == Double.NEGATIVE_INFINITY) {
                return;
            }
            double[] x = population.positions()[i];
            double[] along = evaluator.scratch(0);
            double[] score = evaluator.scratch(1);
            double[] next = evaluator.scratch(2);
            double old = before == 0 ? 0 : before * population.logLikelihoods()[i];
            shape.toAxes(x, along);
            shape.toAxes(gradients[i], score);
            double logWeight = -old;
            for (int k = 0; k < x.length; k++) {
                double z = StandardNormal.draw(streams.particles()[i]);
                double shift = tilt * noise[k] * exponent * score[k];
                next[k] = Math.sqrt(1 - noise[k]) * along[k] + shift + Math.sqrt(noise[k]) * z;
                // density of the step forward, over that of the prior's process
                double plain = next[k] - Math.sqrt(1 - noise[k]) * along[k];
                logWeight += 0.5 * (z * z - plain * plain / noise[k]);
            }
            shape.fromAxes(next, x);
            population.logLikelihoods()[i] = evaluator.gradient(x, gradients[i]);
            shape.toAxes(gradients[i], score);
            for (int k = 0; k < x.length; k++) {
                double shift = (1 - tilt) * noise[k] * exponent * score[k];
                double back = along[k] - Math.sqrt(1 - noise[k]) * next[k];
                logWeight += (shift * back - 0.5 * shift * shift) / noise[k];
            }
            population.logWeights()[i] += logWeight + exponent * population.logLikelihoods()[i];
        }

        private void reweighted(double sizeBefore) {
            double logSum = Weights.logSum(population.logWeights());
            if (logSum == Double.NEGATIVE_INFINITY) {
                throw PopulationException.ofPrior(particles);
            }
            logEvidence += Weights.normalise(population.logWeights());
            double size = Weights.effectiveSize(population.logWeights());
            leastSize = Math.min(leastSize, size);
            part *= size < TOO_FEW * sizeBefore ? CHANGE : 1;
            if (size < RESAMPLED_BELOW * particles && exponent < 1) {
                int[] chosen = population.resample(streams.shared());
                double[][] old = Arrays.stream(gradients).map(double[]::clone).toArray(double[][]::new);
                for (int i = 0; i < particles; i++) {
                    System.arraycopy(old[chosen[i]], 0, gradients[i], 0, gradients[i].length);
                }
            }
        }
    }
}
