package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** The textbook form of multinomial NUTS with a unit metric, and with one bug. */
final class BrokenNuts implements FixtureKernel {

    enum Bug {
        NONE,
        /** Backward doublings are put before the trunk in the order in which they were built. */
        DOES_NOT_REVERSE,
        /** The later half of a subtree is favoured as doublings are. */
        IS_BIASED_WITHIN_SUBTREES,
        TAKES_EVERY_DOUBLING,
        GROWS_FORWARD_ONLY,
        /** Weights are cut at 1, as acceptance probabilities are. */
        CUTS_WEIGHTS,
        WEIGHS_BY_DENSITY_ALONE,
        /** A doubling that turns within itself is kept. */
        KEEPS_DOUBLINGS_THAT_TURN,
        CHECKS_NO_SUBTREES
    }

    private record Point(double[] q, double[] p, double[] gradient, double logDensity, double energy) {}

    private record Subtree(Point first, Point last, double[] rho, Point sample, double logWeight) {}

    private final Bug bug;
    private final LogDensity target;
    private final double stepSize;
    private double initialEnergy;
    private double acceptanceSum;
    private int leapfrogs;

    BrokenNuts(Bug bug, LogDensity target, double stepSize) {
        this.bug = bug;
        this.target = target;
        this.stepSize = stepSize;
    }

    @Override
    public List<Statistic> statistics() {
        return List.of(Statistic.LOG_DENSITY, Statistic.ACCEPTANCE_RATE);
    }

    @Override
    public void init(double[] position, ChainState state) {
        double[] gradient = new double[position.length];
        state.moveTo(position, target.gradient(position, gradient), gradient);
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        Subtree tree = startAt(state, random);
        boolean goesOn = true;
        for (int depth = 0; depth < 10 && goesOn; depth++) {
            boolean forward = bug == Bug.GROWS_FORWARD_ONLY || random.nextBoolean();
            Point from = forward ? tree.last() : tree.first();
            Optional<Subtree> built = build(depth, from, forward ? stepSize : -stepSize, random);
            if (built.isEmpty()) {
                break;
            }
            Subtree doubling = built.get();
            Subtree earlier = forward ? tree : inOrderOfTime(doubling);
            Subtree later = forward ? doubling : tree;
            goesOn = goesOn(earlier, later);
            double gain = doubling.logWeight() - tree.logWeight();
            boolean takes = gain > 0 || random.nextDouble() < Math.exp(gain) || bug == Bug.TAKES_EVERY_DOUBLING;
            tree = joined(earlier, later, takes ? doubling.sample() : tree.sample());
        }
        Point sample = tree.sample();
        state.moveTo(sample.q(), sample.logDensity(), sample.gradient());
        info.clear();
        info.setAcceptanceRate(acceptanceSum / leapfrogs);
    }

    private Subtree startAt(ChainState state, UniformRandomProvider random) {
        double[] momentum = new double[state.dimension()];
        StandardNormal.fill(random, momentum);
        Point start = point(state.position().clone(), momentum);
        initialEnergy = start.energy();
        acceptanceSum = 0;
        leapfrogs = 0;
        return new Subtree(start, start, momentum, start, weight(start));
    }

    private double weight(Point point) {
        double gain = initialEnergy - point.energy();
        return switch (bug) {
            case CUTS_WEIGHTS -> Math.min(0, gain);
            case WEIGHS_BY_DENSITY_ALONE -> point.logDensity();
            default -> gain;
        };
    }

    private Subtree inOrderOfTime(Subtree tree) {
        return bug == Bug.DOES_NOT_REVERSE
                ? tree
                : new Subtree(tree.last(), tree.first(), tree.rho(), tree.sample(), tree.logWeight());
    }

    /** A subtree in the order of building, or nothing if it diverges or turns. */
    private Optional<Subtree> build(int height, Point from, double step, UniformRandomProvider random) {
        if (height == 0) {
            Point next = leapfrog(from, step);
            leapfrogs++;
            acceptanceSum += Math.exp(Math.min(0, initialEnergy - next.energy()));
            return next.energy() - initialEnergy <= 1000
                    ? Optional.of(new Subtree(next, next, next.p(), next, weight(next)))
                    : Optional.empty();
        }
        Optional<Subtree> init = build(height - 1, from, step, random);
        if (init.isEmpty()) {
            return init;
        }
        Optional<Subtree> end = build(height - 1, init.get().last(), step, random);
        if (end.isEmpty()) {
            return bug == Bug.KEEPS_DOUBLINGS_THAT_TURN ? init : end;
        }
        boolean checked = bug != Bug.CHECKS_NO_SUBTREES && bug != Bug.KEEPS_DOUBLINGS_THAT_TURN;
        if (checked && !goesOn(init.get(), end.get())) {
            return Optional.empty();
        }
        double competitor = bug == Bug.IS_BIASED_WITHIN_SUBTREES
                ? init.get().logWeight()
                : logSumExp(init.get().logWeight(), end.get().logWeight());
        boolean takesEnd = random.nextDouble() < Math.exp(end.get().logWeight() - competitor);
        return Optional.of(
                joined(init.get(), end.get(), (takesEnd ? end : init).get().sample()));
    }

    private static boolean goesOn(Subtree left, Subtree right) {
        return criterion(left.first().p(), right.last().p(), sum(left.rho(), right.rho()))
                && criterion(
                        left.first().p(),
                        right.first().p(),
                        sum(left.rho(), right.first().p()))
                && criterion(
                        left.last().p(),
                        right.last().p(),
                        sum(right.rho(), left.last().p()));
    }

    private static boolean criterion(double[] a, double[] b, double[] rho) {
        return dot(a, rho) > 0 && dot(b, rho) > 0;
    }

    private static Subtree joined(Subtree left, Subtree right, Point sample) {
        double logWeight = logSumExp(left.logWeight(), right.logWeight());
        return new Subtree(left.first(), right.last(), sum(left.rho(), right.rho()), sample, logWeight);
    }

    private Point leapfrog(Point from, double step) {
        double[] p = from.p().clone();
        double[] q = from.q().clone();
        for (int i = 0; i < q.length; i++) {
            p[i] += step / 2 * from.gradient()[i];
            q[i] += step * p[i];
        }
        double[] gradient = new double[q.length];
        target.gradient(q, gradient);
        for (int i = 0; i < q.length; i++) {
            p[i] += step / 2 * gradient[i];
        }
        return point(q, p);
    }

    private Point point(double[] q, double[] p) {
        double[] gradient = new double[q.length];
        double logDensity = target.gradient(q, gradient);
        return new Point(q, p, gradient, logDensity, dot(p, p) / 2 - logDensity);
    }

    private static double logSumExp(double a, double b) {
        double high = Math.max(a, b);
        return high + Math.log(Math.exp(a - high) + Math.exp(b - high));
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
