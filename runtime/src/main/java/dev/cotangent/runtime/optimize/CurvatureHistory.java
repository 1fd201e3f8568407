package dev.cotangent.runtime.optimize;

/**
 * The latest steps of an ascent and how the gradient changed along them: an estimate of the inverse of the negative Hessian.
 *
 * <p>Notation: {@code s} is a step, {@code y} the gradient before it minus the gradient behind it.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal &amp; Wright (2006), Numerical Optimization, algorithm
 *     7.4</a>
 */
public final class CurvatureHistory {

    /** A pair must have {@code s'y} over this multiple of {@code y'y}: Zhang et al. (2022), Pathfinder, algorithm 3. */
    private static final double LEAST_CURVATURE = 1e-12;

    private final double[][] steps;
    private final double[][] changes;
    private final double[] products;
    private final double[] coefficients;
    private int first;
    private int size;

    /**
     * An empty history.
     *
     * @param dimension number of coordinates
     * @param capacity pairs to remember, positive
     */
    public CurvatureHistory(int dimension, int capacity) {
        steps = new double[capacity][dimension];
        changes = new double[capacity][dimension];
        products = new double[capacity];
        coefficients = new double[capacity];
    }

    public int size() {
        return size;
    }

    /** Step of a pair, from 0 for the oldest; not to be written to. */
    public double[] step(int pair) {
        return steps[slot(pair)];
    }

    /** Decrease of the gradient of a pair; not to be written to. */
    public double[] change(int pair) {
        return changes[slot(pair)];
    }

    private int slot(int pair) {
        return (first + pair) % steps.length;
    }

    public void clear() {
        size = 0;
    }

    /**
     * Remembers a step, in place of the oldest if need be, unless the log density is not concave along it.
     *
     * @param from position before the step
     * @param to position behind it
     * @param before gradient before the step
     * @param after gradient behind it
     * @return true if it is remembered
     */
    public boolean add(double[] from, double[] to, double[] before, double[] after) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < from.length; i++) {
            double y = before[i] - after[i];
            product += (to[i] - from[i]) * y;
            square += y * y;
        }
        if (!(product > LEAST_CURVATURE * square)) {
            return false;
        }
        if (size == steps.length) {
            first = slot(1);
        } else {
            size++;
        }
        int last = slot(size - 1);
        for (int i = 0; i < from.length; i++) {
            steps[last][i] = to[i] - from[i];
            changes[last][i] = before[i] - after[i];
        }
        products[last] = product;
        return true;
    }

    /**
     * Multiplies a gradient with the estimated inverse curvature.
     *
     * @param direction overwritten
     */
    void direction(double[] gradient, double[] direction) {
        System.arraycopy(gradient, 0, direction, 0, gradient.length);
        if (size == 0) {
            return;
        }
        for (int pair = size - 1; pair >= 0; pair--) {
            int k = slot(pair);
            coefficients[k] = Vectors.dot(steps[k], direction) / products[k];
            Vectors.add(-coefficients[k], changes[k], direction);
        }
        int last = slot(size - 1);
        double scale = products[last] / Vectors.dot(changes[last], changes[last]);
        for (int i = 0; i < direction.length; i++) {
            direction[i] *= scale;
        }
        for (int pair = 0; pair < size; pair++) {
            int k = slot(pair);
            double coefficient = Vectors.dot(changes[k], direction) / products[k];
            Vectors.add(coefficients[k] - coefficient, steps[k], direction);
        }
    }
}
