package dev.cotangent.runtime.model;

import java.util.Arrays;

/** The Fisher metric of one evaluator of a compiled program. */
final class BoundInformation extends BoundDensity implements FisherInformation {

    /** Directions of one pass. */
    private static final int LANES = 4;

    /** The derivative of the quadratic form {@code w u'Gu} in u is {@code 2 w G u}. */
    private static final double HALF = 0.5;

    private final CompiledProgram program;
    private final double[][] directions;
    private final double[][] products;
    private final double[] weights = new double[LANES];
    private final double[] slope;

    BoundInformation(CompiledProgram program) {
        super(program);
        this.program = program;
        int n = program.dimension();
        directions = new double[LANES][n];
        products = new double[LANES][n];
        slope = new double[n];
    }

    @Override
    public double information(double[] q, double[] gradient, double[] metric) {
        double value = gradient(q, gradient);
        if (!Double.isFinite(value)) {
            return value;
        }
        int n = q.length;
        for (double[] direction : directions) {
            Arrays.fill(direction, 0);
        }
        Arrays.fill(weights, HALF);
        for (int first = 0; first < n; first += LANES) {
            int lanes = Math.min(LANES, n - first);
            for (int lane = 0; lane < lanes; lane++) {
                directions[lane][first + lane] = 1;
            }
            if (!times(q)) {
                return Double.NEGATIVE_INFINITY;
            }
            for (int lane = 0; lane < lanes; lane++) {
                directions[lane][first + lane] = 0;
                System.arraycopy(products[lane], 0, metric, (first + lane) * n, n);
            }
        }
        Symmetry.mean(metric, n);
        return value;
    }

    @Override
    public double informationGradient(double[] q, double[] vectors, double[] given, int count, double[] result) {
        int n = q.length;
        Arrays.fill(result, 0);
        double value = value(q);
        int k = 0;
        while (Double.isFinite(value) && k < count) {
            Arrays.fill(weights, 0);
            int lane = 0;
            for (; k < count && lane < LANES; k++) {
                if (given[k] != 0) {
                    System.arraycopy(vectors, k * n, directions[lane], 0, n);
                    weights[lane++] = given[k];
                }
            }
            if (lane > 0) {
                if (!slope(q)) {
                    return Double.NEGATIVE_INFINITY;
                }
                for (int i = 0; i < n; i++) {
                    result[i] += slope[i];
                }
            }
        }
        return value;
    }

    /** Products with the directions; false if the point was refused. */
    private boolean times(double[] q) {
        begin();
        try {
            program.informationTimes(
                    q,
                    directions[0],
                    directions[1],
                    directions[2],
                    directions[3],
                    weights,
                    products[0],
                    products[1],
                    products[2],
                    products[3]);
            return true;
        } catch (ModelFailure failure) {
            reject(failure);
            return false;
        } catch (StackOverflowError error) {
            throw tooDeep(error);
        }
    }

    /** The slope of the quadratic form; false if the point was refused. */
    private boolean slope(double[] q) {
        begin();
        try {
            program.informationSlope(q, directions[0], directions[1], directions[2], directions[3], weights, slope);
            return true;
        } catch (ModelFailure failure) {
            reject(failure);
            return false;
        } catch (StackOverflowError error) {
            throw tooDeep(error);
        }
    }
}
