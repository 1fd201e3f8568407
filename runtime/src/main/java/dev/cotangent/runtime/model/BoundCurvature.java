package dev.cotangent.runtime.model;

import java.util.Arrays;

/** Derivatives of second and third order of one evaluator of a compiled program. */
final class BoundCurvature extends BoundDensity implements Curved {

    /** Directions of one pass. */
    private static final int LANES = 4;

    private final CompiledProgram program;
    private final double[][] directions;
    private final double[][] derivatives;
    private final double[] gradient;
    private final double[] zero;

    BoundCurvature(CompiledProgram program) {
        super(program);
        this.program = program;
        int n = program.dimension();
        directions = new double[LANES][n];
        derivatives = new double[LANES][n];
        gradient = new double[n];
        zero = new double[n];
    }

    @Override
    public double hessian(double[] q, double[] slope, double[] hessian) {
        int n = q.length;
        for (double[] direction : directions) {
            Arrays.fill(direction, 0);
        }
        double value = n == 0 ? gradient(q, slope) : 0;
        for (int first = 0; first < n; first += LANES) {
            int lanes = Math.min(LANES, n - first);
            for (int lane = 0; lane < lanes; lane++) {
                directions[lane][first + lane] = 1;
            }
            value = directional(q, slope);
            for (int lane = 0; lane < lanes; lane++) {
                directions[lane][first + lane] = 0;
                System.arraycopy(derivatives[lane], 0, hessian, (first + lane) * n, n);
            }
        }
        Symmetry.mean(hessian, n);
        return value;
    }

    @Override
    public double hessianTimes(double[] q, double[] vector, double[] slope, double[] product) {
        System.arraycopy(vector, 0, directions[0], 0, vector.length);
        for (int lane = 1; lane < LANES; lane++) {
            Arrays.fill(directions[lane], 0);
        }
        double value = directional(q, slope);
        System.arraycopy(derivatives[0], 0, product, 0, product.length);
        return value;
    }

    @Override
    public double traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
        int n = q.length;
        Arrays.fill(result, 0);
        double value = Double.NaN;
        for (int k = 0; k < count; k++) {
            if (weights[k] != 0) {
                System.arraycopy(vectors, k * n, directions[0], 0, n);
                value = second(q);
                for (int i = 0; i < n; i++) {
                    result[i] += weights[k] * derivatives[2][i];
                }
            }
        }
        return Double.isNaN(value) ? value(q) : value;
    }

    private double directional(double[] q, double[] slope) {
        begin();
        try {
            return program.directional(
                    q,
                    slope,
                    directions[0],
                    directions[1],
                    directions[2],
                    directions[3],
                    derivatives[0],
                    derivatives[1],
                    derivatives[2],
                    derivatives[3]);
        } catch (ModelFailure failure) {
            return reject(failure);
        } catch (StackOverflowError error) {
            throw tooDeep(error);
        }
    }

    /** Second derivatives along the first direction go to the third array. */
    private double second(double[] q) {
        begin();
        try {
            return program.secondDirectional(
                    q, gradient, directions[0], derivatives[0], directions[0], derivatives[1], zero, derivatives[2]);
        } catch (ModelFailure failure) {
            return reject(failure);
        } catch (StackOverflowError error) {
            throw tooDeep(error);
        }
    }
}
