package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Federated averaging Langevin dynamics (FA-LD): every shard starts from the average, makes K updates with its likelihood weighted by
 * one over its share p_s, and the results are averaged with the shares as weights. A step is one such round, as only the average is a
 * draw.
 *
 * <p>The noise of a shard is {@code sqrt(eps) (rho xi + sqrt((1 - rho²) / w_s) xi_s)} with the weight w_s that it has in the average, so
 * that the average has noise of variance eps whatever rho. With fewer participants than shards, they are drawn independently with
 * probabilities p_s, and the weight of one is how often it was drawn over how many were; this keeps the mean of the gradient and the
 * variance of the noise. With K above 1 and shards that differ there is a bias that does not vanish with the number of rounds.
 *
 * <p>Deng et al. write {@code eta} for what is {@code eps / 2} here.
 *
 * @see <a href="https://arxiv.org/abs/2112.05120">Deng, Zhang, Ma, Song and Lin (2021), On convergence of federated averaging Langevin
 *     dynamics</a>
 */
public final class AveragingKernel implements Kernel {

    /** The figures that it reports. */
    public static final List<Statistic> STATISTICS =
            List.of(Statistic.STEP_SIZE, Statistic.ROW_TERMS, Statistic.DIVERGENT);

    private final Shards.Session session;
    private final FederatedOptions options;
    private final Metric metric;
    private final double correlation;
    private final int participants;
    private final Attendance attendance;
    private final LinearScore none;
    private final double[] weights;
    private final double[] iterates;
    private final double[] average;
    private final double[] noGradient;
    private long rounds;

    /**
     * A kernel for one chain.
     *
     * @param metric its inverse mass matrix preconditions
     * @param correlation rho, in [0, 1]
     * @param participants shards that are drawn a round; 0 if all take part
     */
    public AveragingKernel(
            Shards shards, FederatedOptions options, Metric metric, double correlation, int participants) {
        if (!(correlation >= 0 && correlation <= 1)) {
            throw new IllegalArgumentException("noiseCorrelation must be in 0..1, but is " + correlation);
        }
        if (participants < 0) {
            throw new IllegalArgumentException("participants must be at least 1, but is " + participants);
        }
        this.session = shards.open();
        this.options = options;
        this.metric = metric;
        this.correlation = correlation;
        this.participants = participants;
        this.attendance = new Attendance(shards, options.probabilities(shards), false);
        int n = session.dimension();
        this.none = LinearScore.zero(n);
        this.weights = new double[shards.count()];
        this.iterates = new double[Math.multiplyExact(options.localUpdates(), n)];
        this.average = new double[n];
        this.noGradient = new double[n];
        Arrays.fill(noGradient, Double.NaN);
    }

    @Override
    public List<Statistic> statistics() {
        return STATISTICS;
    }

    @Override
    public List<String> remarks() {
        return attendance.remarks();
    }

    @Override
    public void init(double[] position, ChainState state) {
        state.moveTo(position, Double.NaN, noGradient);
        rounds = 0;
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        info.clear();
        info.setStepSize(options.steps().at(rounds));
        // a round from which a shard is missing is made again without it
        while (!isMade(state.position(), random, info)) {
            info.setNumIntegrationSteps(0);
        }
        state.moveTo(average, Double.NaN, noGradient);
        info.setRowTerms((long) info.numIntegrationSteps() * options.batch());
        rounds++;
    }

    private boolean isMade(double[] start, UniformRandomProvider random, StepInfo info) {
        drawWeights(random);
        long common = random.nextLong();
        Arrays.fill(average, 0);
        int n = average.length;
        int last = (options.localUpdates() - 1) * n;
        for (int s = 0; s < weights.length; s++) {
            if (weights[s] == 0) {
                continue;
            }
            LocalTask task = new LocalTask(
                    start.clone(),
                    options.localUpdates(),
                    options.steps().at(rounds),
                    metric,
                    options.batch(),
                    options.order(),
                    1 / attendance.probability(s),
                    none,
                    new LocalTask.Noise(correlation, weights[s], common),
                    random.nextLong());
            try {
                int refused = session.update(s, task, iterates);
                info.setDivergent(info.isDivergent() || refused > 0);
            } catch (ShardUnavailableException e) {
                attendance.lose(s, rounds * options.localUpdates(), e);
                return false;
            }
            info.setNumIntegrationSteps(info.numIntegrationSteps() + options.localUpdates());
            for (int i = 0; i < n; i++) {
                average[i] += weights[s] * iterates[last + i];
            }
        }
        return true;
    }

    private void drawWeights(UniformRandomProvider random) {
        Arrays.fill(weights, 0);
        if (participants == 0) {
            Arrays.setAll(weights, attendance::probability);
            return;
        }
        for (int k = 0; k < participants; k++) {
            weights[attendance.draw(random)] += 1.0 / participants;
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        attendance.save(out);
        out.writeLong(rounds);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        attendance.restore(in);
        rounds = in.readLong();
    }
}
