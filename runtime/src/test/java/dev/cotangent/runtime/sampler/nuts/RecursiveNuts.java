package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The textbook form of multinomial NUTS with a unit metric: recursive, weights as logarithms, a fresh array for
 * everything. Slow; a witness for {@link NutsKernel}, whose random numbers it consumes in the same order.
 */
final class RecursiveNuts {

    private record Point(double[] q, double[] p, double[] gradient, double energy) {}

    private record Subtree(Point first, Point last, double[] rho, Point sample, double logWeight) {}

    private final LogDensity target;
    private final double stepSize;
    private final int maxDepth;
    private final UniformRandomProvider random;
    private double initialEnergy;
    int leapfrogs;
    int depth;
    boolean divergent;
    double acceptanceSum;

    RecursiveNuts(LogDensity target, double stepSize, int maxDepth, UniformRandomProvider random) {
        this.target = target;
        this.stepSize = stepSize;
        this.maxDepth = maxDepth;
        this.random = random;
    }

    double[] step(double[] q) {
        double[] momentum = new double[q.length];
        StandardNormal.fill(random, momentum);
        Point start = point(q.clone(), momentum);
        initialEnergy = start.energy();
        leapfrogs = 0;
        depth = 0;
        divergent = false;
        acceptanceSum = 0;
        // first is the backward end, last the forward end
        Subtree tree = new Subtree(start, start, momentum, start, 0);
        while (depth < maxDepth) {
            boolean forward = random.nextBoolean();
            Point from = forward ? tree.last() : tree.first();
            Subtree doubling = build(depth, from, forward ? stepSize : -stepSize);
            if (doubling == null) {
                break;
            }
            depth++;
            double gain = doubling.logWeight() - tree.logWeight();
            boolean accept = gain > 0 || random.nextDouble() < Math.exp(gain);
            Point sample = accept ? doubling.sample() : tree.sample();
            Subtree backwardInTime = forward ? tree : reversed(doubling);
            Subtree forwardInTime = forward ? doubling : tree;
            boolean goesOn = goesOn(backwardInTime, forwardInTime);
            tree = joined(backwardInTime, forwardInTime, sample);
            if (!goesOn) {
                break;
            }
        }
        return tree.sample().q();
    }

    /** A subtree in the order of building, or null if it diverges or turns. */
    private Subtree build(int height, Point from, double signedStep) {
        if (height == 0) {
            Point next = leapfrog(from, signedStep);
            leapfrogs++;
            double gain = initialEnergy - next.energy();
            if (!(-gain <= 1000)) {
                divergent = true;
                return null;
            }
            acceptanceSum += Math.min(1, Math.exp(gain));
            return new Subtree(next, next, next.p(), next, gain);
        }
        Subtree init = build(height - 1, from, signedStep);
        if (init == null) {
            return null;
        }
        Subtree end = build(height - 1, init.last(), signedStep);
        if (end == null || !goesOn(init, end)) {
            return null;
        }
        double total = logSumExp(init.logWeight(), end.logWeight());
        boolean chooseEnd = random.nextDouble() < Math.exp(end.logWeight() - total);
        return joined(init, end, chooseEnd ? end.sample() : init.sample());
    }

    private static boolean goesOn(Subtree left, Subtree right) {
        double[] rho = sum(left.rho(), right.rho());
        return criterion(left.first().p(), right.last().p(), rho)
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

    private static Subtree reversed(Subtree tree) {
        return new Subtree(tree.last(), tree.first(), tree.rho(), tree.sample(), tree.logWeight());
    }

    private static Subtree joined(Subtree left, Subtree right, Point sample) {
        double logWeight = logSumExp(left.logWeight(), right.logWeight());
        return new Subtree(left.first(), right.last(), sum(left.rho(), right.rho()), sample, logWeight);
    }

    private Point leapfrog(Point from, double eps) {
        double[] p = from.p().clone();
        double[] q = from.q().clone();
        for (int i = 0; i < q.length; i++) {
            p[i] += eps / 2 * from.gradient()[i];
            q[i] += eps * p[i];
        }
        double[] gradient = new double[q.length];
        target.gradient(q, gradient);
        for (int i = 0; i < q.length; i++) {
            p[i] += eps / 2 * gradient[i];
        }
        return point(q, p);
    }

    private Point point(double[] q, double[] p) {
        double[] gradient = new double[q.length];
        double energy = dot(p, p) / 2 - target.gradient(q, gradient);
        return new Point(q, p, gradient, energy);
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
