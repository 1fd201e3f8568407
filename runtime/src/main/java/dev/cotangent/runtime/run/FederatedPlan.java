package dev.cotangent.runtime.run;

import dev.cotangent.runtime.derivative.Hessian;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.federated.AveragingKernel;
import dev.cotangent.runtime.federated.FederatedOptions;
import dev.cotangent.runtime.federated.LinearScore;
import dev.cotangent.runtime.federated.NoShardsException;
import dev.cotangent.runtime.federated.PooledDensity;
import dev.cotangent.runtime.federated.ShardUnavailableException;
import dev.cotangent.runtime.federated.ShardedModel;
import dev.cotangent.runtime.federated.Shards;
import dev.cotangent.runtime.federated.SurrogateOptions;
import dev.cotangent.runtime.federated.TravellingKernel;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.sampler.stochastic.Mode;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import dev.cotangent.runtime.warmup.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The plan of a sampler over shards. Every shard fits a surrogate of its likelihood, whatever the sampler: their product with the prior
 * says where chains start and what preconditions them.
 */
final class FederatedPlan extends StochasticPlan {

    private static final int SURROGATE_DRAWS = 2000;
    private static final int MAX_NEWTON = 50;
    private static final double CONVERGED = 1e-8;

    private final Shards shards;
    private final StochasticOptions options;
    private final List<LinearScore> surrogates;

    private FederatedPlan(
            Shards shards,
            StochasticOptions options,
            List<LinearScore> surrogates,
            double[] middle,
            double[][] precision,
            MetricKind kind) {
        super(middle, precision, kind, options.step());
        this.shards = shards;
        this.options = options;
        this.surrogates = surrogates;
    }

    static FederatedPlan of(Model model, MetricKind kind, StochasticOptions options, UniformRandomProvider random) {
        if (!(model instanceof ShardedModel sharded)) {
            throw new NotByRowsException(options.dynamics().text() + " needs shards");
        }
        Shards shards = sharded.shards();
        Shards.Session session = shards.open();
        List<LinearScore> surrogates = new ArrayList<>();
        LinearScore all = LinearScore.zero(session.dimension());
        StringBuilder names = new StringBuilder();
        for (int s = 0; s < shards.count(); s++) {
            SurrogateOptions fit = new SurrogateOptions(
                    options.federation().fit(), options.federation().shape(), SURROGATE_DRAWS, random.nextLong());
            try {
                surrogates.add(session.surrogate(s, fit));
            } catch (ShardUnavailableException e) {
                throw new NoShardsException("shard " + shards.name(s) + " does not answer: " + e.getMessage(), e);
            }
            all = all.plus(1, surrogates.get(s));
            names.append(s == 0 ? "" : ", ")
                    .append(shards.name(s))
                    .append(" (")
                    .append(shards.rows(s))
                    .append(")");
        }
        double[] middle = new double[session.dimension()];
        double[][] precision = new Middle(session, all).find(middle);
        FederatedPlan plan = new FederatedPlan(shards, options, surrogates, middle, precision, kind);
        plan.note(String.format(
                Locale.ROOT,
                "%d shards, with their rows: %s; %s surrogates by %s",
                shards.count(),
                names,
                options.federation().shape().text(),
                options.federation().fit().text()));
        return plan;
    }

    /** The product of the surrogates and what everybody knows. */
    private record Middle(Shards.Session session, LinearScore surrogates) implements LogDensity {

        @Override
        public int dimension() {
            return session.dimension();
        }

        @Override
        public double value(double[] q) {
            return gradient(q, new double[q.length]);
        }

        /** The value lacks a constant of the surrogates. */
        @Override
        public double gradient(double[] q, double[] gradient) {
            double value = session.rest(q, gradient);
            double[] slope = new double[q.length];
            surrogates.addTo(q, slope);
            for (int i = 0; i < q.length; i++) {
                // of a quadratic, the mean of the slopes at 0 and at q
                value += 0.5 * q[i] * (surrogates.offset()[i] + slope[i]);
                gradient[i] += slope[i];
            }
            return value;
        }

        /** Newton's method from the origin; gives the precision at the end. */
        double[][] find(double[] q) {
            int n = q.length;
            double[] gradient = new double[n];
            while (true) {
                double[][] precision = precision(q);
                double[][] covariance = Mode.rebuilt(SymmetricEigen.of(precision), value -> 1 / value);
                double decrement = 0;
                for (int k = 0; k < MAX_NEWTON; k++) {
                    gradient(q, gradient);
                    decrement = 0;
                    for (int i = 0; i < n; i++) {
                        double step = 0;
                        for (int j = 0; j < n; j++) {
                            step += covariance[i][j] * gradient[j];
                        }
                        decrement += step * gradient[i];
                        q[i] += step;
                    }
                    if (decrement < CONVERGED) {
                        return precision(q);
                    }
                }
                if (!(decrement < 1)) {
                    throw new NoShardsException("the surrogates and the prior have no mode in common to start from");
                }
            }
        }

        private double[][] precision(double[] q) {
            double[][] precision = Hessian.at(this, q).values();
            for (double[] row : precision) {
                java.util.Arrays.setAll(row, j -> -row[j]);
            }
            SymmetricEigen eigen = SymmetricEigen.of(precision);
            double largest =
                    java.util.Arrays.stream(eigen.values()).map(Math::abs).max().orElse(0);
            if (!(largest > 0)) {
                throw new NoShardsException("the surrogates and the prior have no curvature to start from");
            }
            return Mode.rebuilt(eigen, value -> Math.max(Math.abs(value), 1e-10 * largest));
        }
    }

    @Override
    Kernel newKernel(StepSchedule steps) {
        StochasticOptions.Federation federation = options.federation();
        FederatedOptions travel = new FederatedOptions(
                steps, options.batch(), options.order(), federation.localUpdates(), federation.probabilities());
        return switch (options.dynamics()) {
            case FALD ->
                new AveragingKernel(
                        shards,
                        travel,
                        metric(),
                        federation.correlation(),
                        federation.participants().orElse(0));
            case FSGLD -> new TravellingKernel(shards, travel, metric(), Optional.of(surrogates));
            default -> new TravellingKernel(shards, travel, metric(), Optional.empty());
        };
    }

    @Override
    double[][] scores(double[][] draws, UniformRandomProvider random) {
        PooledDensity density = new PooledDensity(shards);
        double[][] scores = new double[draws.length][density.dimension()];
        for (int k = 0; k < draws.length; k++) {
            density.gradient(draws[k], scores[k]);
        }
        return scores;
    }
}
