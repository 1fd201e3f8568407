package dev.cotangent.runtime.sampler.rmhmc;

import dev.cotangent.runtime.geometry.LocalIntegrator;
import dev.cotangent.runtime.geometry.LocalMetric;
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
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Riemannian Hamiltonian Monte Carlo: a momentum of covariance G(q), a trajectory of so many steps, and a Metropolis decision
 * about its end.
 *
 * <p>A trajectory that breaks off, at a place without a metric or at an equation that has no solution, is rejected; the same
 * happens on the way back, so this keeps the target invariant.
 */
public final class RiemannianKernel implements Kernel {

    /** What a step reports without copies. */
    public static final List<Statistic> STATISTICS = List.of(
            Statistic.LOG_DENSITY,
            Statistic.ACCEPTANCE_RATE,
            Statistic.STEP_SIZE,
            Statistic.INTEGRATION_TIME,
            Statistic.NUM_INTEGRATION_STEPS,
            Statistic.DIVERGENT,
            Statistic.ENERGY);

    /** What a step reports with copies. */
    public static final List<Statistic> STATISTICS_OF_COPIES = Stream.concat(
                    STATISTICS.stream(), Stream.of(Statistic.BINDING, Statistic.COPY_DISTANCE))
            .toList();

    /** Energy error, in nats, from which on a trajectory is divergent. */
    private static final double MAX_ENERGY_ERROR = 1000;

    private final LocalIntegrator integrator;
    private final LocalMetric metric;
    private final double jitter;
    private final double variation;
    private final double[] position;
    private final double[] momentum;
    private final double[] scales;
    private double stepSize;
    private int steps;
    /** True if the metric is where the chain is, or has been before the chain was saved. */
    private boolean isPlaced;

    private boolean isRestored;

    /**
     * A kernel for one chain.
     *
     * @param integrator used by this kernel alone
     * @param stepSize positive
     * @param steps steps a trajectory, positive
     * @param jitter each trajectory's step size is uniform within the nominal one times {@code 1 ± jitter}; in [0, 1)
     * @param variation each trajectory's number of steps is uniform within the nominal one times {@code 1 ± variation}; in
     *     [0, 1)
     */
    public RiemannianKernel(LocalIntegrator integrator, double stepSize, int steps, double jitter, double variation) {
        if (!(jitter >= 0 && jitter < 1 && variation >= 0 && variation < 1)) {
            throw new IllegalArgumentException(
                    "jitter and variation must be in [0, 1), but are " + jitter + " and " + variation);
        }
        this.integrator = integrator;
        this.metric = integrator.metric();
        this.jitter = jitter;
        this.variation = variation;
        setStepSize(stepSize);
        setSteps(steps);
        int n = metric.dimension();
        position = new double[n];
        momentum = new double[n];
        scales = new double[n];
        Arrays.fill(scales, 1);
    }

    @Override
    public List<Statistic> statistics() {
        return integrator.hasCopies() ? STATISTICS_OF_COPIES : STATISTICS;
    }

    public double stepSize() {
        return stepSize;
    }

    /** Sets the step size; positive and finite. */
    public void setStepSize(double size) {
        if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("stepSize must be positive and finite, but is " + size);
        }
        stepSize = size;
    }

    public int steps() {
        return steps;
    }

    /** Sets the nominal number of steps; positive. */
    public void setSteps(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("steps must be at least 1, but is " + number);
        }
        steps = number;
    }

    /** Typical sizes of the coordinates, shape [n]; a fresh copy. */
    public double[] scales() {
        return scales.clone();
    }

    /** Sets the typical sizes of the coordinates; positive, shape [n]. */
    public void setScales(double[] sizes) {
        System.arraycopy(sizes, 0, scales, 0, scales.length);
        integrator.setScales(scales);
        isPlaced = false;
    }

    public LocalIntegrator integrator() {
        return integrator;
    }

    @Override
    public void init(double[] start, ChainState state) {
        isPlaced = metric.moveTo(start);
        state.moveTo(start, metric.logDensity(), metric.gradient());
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        int evaluations = 0;
        if (isRestored) {
            // the chain that was not stopped has counted it
            isRestored = false;
            isPlaced = isPlaced && metric.moveTo(state.position());
        }
        if (!isPlaced) {
            evaluations = 1;
            isPlaced = metric.moveTo(state.position());
        }
        double size = jitter > 0 ? stepSize * (1 + jitter * (2 * random.nextDouble() - 1)) : stepSize;
        int number = drawSteps(random);
        info.clear();
        info.setStepSize(size);
        info.setIntegrationTime(size * number);
        info.setBinding(integrator.binding());
        if (isPlaced) {
            move(state, random, info, size, number);
            evaluations += integrator.evaluations();
        }
        info.setNumIntegrationSteps(evaluations);
    }

    private int drawSteps(UniformRandomProvider random) {
        int half = (int) (steps * variation);
        return half == 0 ? steps : steps - half + random.nextInt(2 * half + 1);
    }

    private void move(ChainState state, UniformRandomProvider random, StepInfo info, double size, int number) {
        System.arraycopy(state.position(), 0, position, 0, position.length);
        metric.drawMomentum(random, momentum);
        double before = energy();
        boolean arrives = integrator.follow(position, momentum, number, size, random);
        double after = arrives ? energy() : Double.POSITIVE_INFINITY;
        double gain = before - after + (arrives ? integrator.auxiliaryGain() : 0);
        double acceptance = gain > Double.NEGATIVE_INFINITY ? StrictMath.exp(Math.min(0, gain)) : 0;
        info.setAcceptanceRate(acceptance);
        info.setDivergent(!(before - after > -MAX_ENERGY_ERROR));
        info.setCopyDistance(arrives ? integrator.copyDistance() : 0);
        boolean accepted = random.nextDouble() < acceptance;
        if (accepted && !integrator.isReversible(position, momentum, state.position(), number, size)) {
            accepted = false;
            info.setDivergent(true);
        }
        isPlaced = accepted;
        info.setEnergy(accepted ? after : before);
        if (accepted) {
            state.moveTo(position, metric.logDensity(), metric.gradient());
        }
    }

    /** Whether one step from the state with a fresh momentum would be accepted, as log density ratio; the state stays. */
    double energyGain(ChainState state, UniformRandomProvider random) {
        isPlaced = false;
        if (!metric.moveTo(state.position())) {
            return Double.NEGATIVE_INFINITY;
        }
        System.arraycopy(state.position(), 0, position, 0, position.length);
        metric.drawMomentum(random, momentum);
        double before = energy();
        if (!integrator.follow(position, momentum, 1, stepSize, random)) {
            return Double.NEGATIVE_INFINITY;
        }
        double gain = before - energy() + integrator.auxiliaryGain();
        return Double.isNaN(gain) ? Double.NEGATIVE_INFINITY : gain;
    }

    /** The Hamiltonian where the metric is, up to the constant that drops out. */
    private double energy() {
        return metric.potential() + 0.5 * metric.squaredMomentum(momentum);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(stepSize);
        out.writeInt(steps);
        SavedArray.write(scales, out);
        out.writeBoolean(isPlaced);
        integrator.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        stepSize = in.readDouble();
        steps = in.readInt();
        SavedArray.read(scales, in);
        integrator.setScales(scales);
        isPlaced = in.readBoolean();
        isRestored = true;
        integrator.restore(in);
    }
}
