package dev.cotangent.runtime.run;

import dev.cotangent.runtime.federated.SurrogateOptions;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a sampler on batches of rows moves.
 *
 * @param dynamics which sampler
 * @param batch rows a batch; more than there are count as all of them
 * @param order how a batch is chosen
 * @param controlVariates whether gradients are relative to an anchor, the mode
 * @param refresh batches after which the anchor moves to where the chain is; 0 if it stays
 * @param step size of the first step, and how steps shrink; a size of 1 stands for nothing if {@code stepIsGiven} is false
 * @param stepIsGiven whether the size is given; otherwise the one with the least kernel Stein discrepancy is found
 * @param friction gamma of kinetic dynamics, positive
 * @param federation what only samplers over shards have
 */
public record StochasticOptions(
        Dynamics dynamics,
        int batch,
        BatchOrder order,
        boolean controlVariates,
        int refresh,
        StepSchedule step,
        boolean stepIsGiven,
        double friction,
        Federation federation) {

    /** Rows a batch if nothing is said. */
    public static final int DEFAULT_BATCH = 100;

    /** The samplers. */
    public enum Dynamics {
        SGLD,
        SGHMC,
        BAOAB,
        ABOBA,
        LIE_TROTTER,
        DSGLD,
        FSGLD,
        FALD;

        /** True if it needs shards. */
        public boolean isFederated() {
            return this == DSGLD || this == FSGLD || this == FALD;
        }

        /** True if it has a momentum. */
        public boolean isKinetic() {
            return this != SGLD && !isFederated();
        }

        /** Name on command lines and in files. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How chains and shards work together.
     *
     * @param localUpdates updates a visit or a round, positive
     * @param probabilities of the shards; in proportion to their rows if empty
     * @param fit what surrogates are fitted to
     * @param shape of the precision of surrogates
     * @param correlation of the noise of shards that go side by side, in [0, 1]
     * @param participants shards a round of those, at least 1; all if empty
     */
    public record Federation(
            int localUpdates,
            List<Double> probabilities,
            SurrogateOptions.Fit fit,
            SurrogateOptions.Shape shape,
            double correlation,
            Optional<Integer> participants) {

        /** One update a visit, probabilities by rows, full surrogates by Laplace, independent noise, all taking part. */
        public static final Federation DEFAULT = new Federation(
                1, List.of(), SurrogateOptions.Fit.LAPLACE, SurrogateOptions.Shape.FULL, 0, Optional.empty());

        public Federation {
            probabilities = List.copyOf(probabilities);
            if (participants.isPresent() && participants.get() < 1) {
                throw new IllegalArgumentException("participants must be at least 1, but is " + participants.get());
            }
            if (!(correlation >= 0 && correlation <= 1)) {
                throw new IllegalArgumentException("noiseCorrelation must be in 0..1, but is " + correlation);
            }
            if (localUpdates < 1) {
                throw new IllegalArgumentException("localSteps must be at least 1, but is " + localUpdates);
            }
        }
    }

    public StochasticOptions {
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1, but is " + batch);
        }
        if (refresh < 0) {
            throw new IllegalArgumentException("refreshAnchor must be at least 0, but is " + refresh);
        }
        if (refresh > 0 && !controlVariates) {
            throw new IllegalArgumentException("refreshAnchor needs --control-variates");
        }
        if (!(friction > 0 && friction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("friction must be positive and finite, but is " + friction);
        }
        if (dynamics.isFederated() && order == BatchOrder.PALINDROMES) {
            throw new IllegalArgumentException(
                    "batchOrder must be replacement or epochs with shards, but is palindromes");
        }
    }

    /** A sampler with the usual options: batches of 100 with replacement, and a step size that is found. */
    public static StochasticOptions of(Dynamics dynamics) {
        return new StochasticOptions(
                dynamics,
                DEFAULT_BATCH,
                BatchOrder.REPLACEMENT,
                false,
                0,
                StepSchedule.constant(1),
                false,
                1,
                Federation.DEFAULT);
    }

    /** The same with batches of another kind. */
    public StochasticOptions withBatches(int rows, BatchOrder how) {
        return new StochasticOptions(
                dynamics, rows, how, controlVariates, refresh, step, stepIsGiven, friction, federation);
    }

    /** The same with control variates, whose anchor moves every so many batches, or stays for 0. */
    public StochasticOptions withControlVariates(int every) {
        return new StochasticOptions(dynamics, batch, order, true, every, step, stepIsGiven, friction, federation);
    }

    /** The same with steps that are given. */
    public StochasticOptions withStep(StepSchedule given) {
        return new StochasticOptions(
                dynamics, batch, order, controlVariates, refresh, given, true, friction, federation);
    }

    /** The same over shards in another way. */
    public StochasticOptions withFederation(Federation other) {
        return new StochasticOptions(
                dynamics, batch, order, controlVariates, refresh, step, stepIsGiven, friction, other);
    }
}
