package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.SavedArray;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A chain that visits one shard after the other, each chosen with its probability f_s, for a number of updates: distributed
 * stochastic-gradient Langevin dynamics (DSGLD), and with surrogates q_s of the shards' likelihoods federated dynamics (FSGLD), whose
 * conducive gradient {@code sum_k grad log q_k - (1 / f_s) grad log q_s} has mean 0 over the shards and takes out of a visit what pulls
 * towards the shard's own optimum.
 *
 * <p>A step is one update. A visit is asked for as a whole and its iterates are then stepped through. When a shard stops answering,
 * the others take its probability; the sum of the surrogates keeps the one of the shard that is lost.
 *
 * @see <a href="https://proceedings.mlr.press/v32/ahn14.html">Ahn, Shahbaba and Welling (2014), Distributed stochastic gradient
 *     MCMC</a>
 * @see <a href="https://proceedings.mlr.press/v161/mekkaoui21a.html">El Mekkaoui, Mesquita, Blomstedt and Kaski (2021), Federated
 *     stochastic gradient Langevin dynamics</a>
 */
public final class TravellingKernel implements Kernel {

    /** The figures that it reports. */
    public static final List<Statistic> STATISTICS =
            List.of(Statistic.STEP_SIZE, Statistic.ROW_TERMS, Statistic.SHARD, Statistic.DIVERGENT);

    private final Shards.Session session;
    private final FederatedOptions options;
    private final Metric metric;
    private final Attendance attendance;
    private final Optional<List<LinearScore>> surrogates;
    private final LinearScore[] conducive;
    private final double[] iterates;
    private final double[] point;
    private final double[] noGradient;
    private int next;
    private int visited;
    private int refused;
    private long updates;

    /**
     * A kernel for one chain.
     *
     * @param metric its inverse mass matrix preconditions
     * @param surrogates one a shard, for FSGLD; empty for DSGLD
     */
    public TravellingKernel(
            Shards shards, FederatedOptions options, Metric metric, Optional<List<LinearScore>> surrogates) {
        this.session = shards.open();
        this.options = options;
        this.metric = metric;
        this.attendance = new Attendance(shards, options.probabilities(shards), surrogates.isPresent());
        this.surrogates = surrogates.map(List::copyOf);
        this.conducive = new LinearScore[shards.count()];
        this.point = new double[session.dimension()];
        this.noGradient = new double[point.length];
        this.iterates = new double[Math.multiplyExact(options.localUpdates(), point.length)];
        this.next = options.localUpdates();
        Arrays.fill(noGradient, Double.NaN);
        weigh();
    }

    private void weigh() {
        LinearScore zero = LinearScore.zero(point.length);
        Arrays.fill(conducive, zero);
        surrogates.ifPresent(scores -> {
            LinearScore all = zero;
            for (LinearScore score : scores) {
                all = all.plus(1, score);
            }
            for (int s = 0; s < conducive.length; s++) {
                if (attendance.isHere(s)) {
                    conducive[s] = all.plus(-1 / attendance.probability(s), scores.get(s));
                }
            }
        });
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
        next = options.localUpdates();
        updates = 0;
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        info.clear();
        if (next == options.localUpdates()) {
            visit(state.position(), random);
            next = 0;
            info.setDivergent(refused > 0);
        }
        System.arraycopy(iterates, next * point.length, point, 0, point.length);
        state.moveTo(point, Double.NaN, noGradient);
        info.setStepSize(options.steps().at(updates));
        info.setNumIntegrationSteps(1);
        info.setRowTerms(options.batch());
        info.setShard(visited + 1);
        next++;
        updates++;
    }

    private void visit(double[] start, UniformRandomProvider random) {
        while (true) {
            visited = attendance.draw(random);
            LocalTask task = new LocalTask(
                    start.clone(),
                    options.localUpdates(),
                    options.steps().at(updates),
                    metric,
                    options.batch(),
                    options.order(),
                    1 / attendance.probability(visited),
                    conducive[visited],
                    LocalTask.Noise.ALONE,
                    random.nextLong());
            try {
                refused = session.update(visited, task, iterates);
                return;
            } catch (ShardUnavailableException e) {
                attendance.lose(visited, updates, e);
                weigh();
            }
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        attendance.save(out);
        out.writeLong(updates);
        out.writeInt(next);
        out.writeInt(visited);
        SavedArray.write(iterates, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        attendance.restore(in);
        updates = in.readLong();
        next = in.readInt();
        visited = in.readInt();
        SavedArray.read(iterates, in);
        if (next < 0 || next > options.localUpdates() || visited < 0 || visited >= conducive.length) {
            throw new IOException("update " + next + " of a visit of shard " + visited + " is not one of this run");
        }
        weigh();
    }
}
