package dev.cotangent.runtime.derivative;

import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import java.util.Arrays;
import java.util.Optional;

/**
 * Second derivatives of a log density, compiled or by differences of its gradient.
 *
 * <p>For differences each coordinate moves by a part of its own scale, the distance at which a normal density of the curvature found there
 * would fall by half a nat: first the curvature is felt with a small step, then differences of order h^4 are taken with h =
 * 0.003 scales. Truncation then costs about 1e-11 of the curvature where the density varies on that scale, and rounding 1e-13.
 *
 * @param values shape [n][n], symmetric
 * @param asymmetry largest difference of an element from its mirror image before they were averaged, relative to the
 *     geometric mean of the two curvatures; its size is that of the error; 0 if compiled
 * @param gradients how many gradients were evaluated for differences
 */
public record Hessian(double[][] values, double asymmetry, long gradients) {

    private static final double FEELER = 1e-5;
    private static final double PART_OF_SCALE = 3e-3;
    /** Steps that give curvatures farther apart than this do not see the same curve, and are made shorter. */
    private static final double COARSE = 0.1;

    private static final int MAX_RETREATS = 20;

    /**
     * The Hessian at a point.
     *
     * @param q point, shape [n]; not modified
     * @throws DerivativeException if there is no finite gradient beside the point
     */
    public static Hessian at(LogDensity density, double[] q) {
        return new Differences(density, q).hessian();
    }

    /**
     * The Hessian at a point, compiled if there is a compiled one and it is finite there, or else by differences.
     *
     * @param q point, shape [n]; not modified
     * @throws DerivativeException if there is no finite gradient beside the point
     */
    public static Hessian at(Model model, LogDensity density, double[] q) {
        return model.newCurvedDensity().flatMap(curved -> compiled(curved, q)).orElseGet(() -> at(density, q));
    }

    private static Optional<Hessian> compiled(Curved density, double[] q) {
        int n = q.length;
        double[] flat = new double[n * n];
        density.hessian(q, new double[n], flat);
        if (!Arrays.stream(flat).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        double[][] values = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = Arrays.copyOfRange(flat, i * n, (i + 1) * n);
        }
        return Optional.of(new Hessian(values, 0, 0));
    }

    /** Differences in the making. */
    private static final class Differences {
        private final LogDensity density;
        private final double[] q;
        private final double[] above;
        private final double[] below;
        private final double[] inner;
        private long gradients;

        Differences(LogDensity density, double[] q) {
            this.density = density;
            this.q = q.clone();
            above = new double[q.length];
            below = new double[q.length];
            inner = new double[q.length];
        }

        Hessian hessian() {
            int n = q.length;
            double[][] rows = new double[n][];
            for (int i = 0; i < n; i++) {
                rows[i] = row(i);
            }
            double asymmetry = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double size = Math.sqrt(Math.abs(rows[i][i] * rows[j][j]));
                    double difference = Math.abs(rows[i][j] - rows[j][i]);
                    asymmetry = Math.max(asymmetry, difference == 0 ? 0 : difference / size);
                    rows[i][j] = 0.5 * (rows[i][j] + rows[j][i]);
                    rows[j][i] = rows[i][j];
                }
            }
            return new Hessian(rows, asymmetry, gradients);
        }

        private double[] row(int i) {
            double h = PART_OF_SCALE * scale(i);
            double[] latest = {};
            for (int retreat = 0; retreat < MAX_RETREATS; retreat++, h *= 0.25) {
                if (!difference(i, h, inner)) {
                    continue;
                }
                double[] row = inner.clone();
                if (!difference(i, 2 * h, inner)) {
                    continue;
                }
                boolean agree = Math.abs(inner[i] - row[i]) <= COARSE * Math.abs(row[i]);
                for (int j = 0; j < row.length; j++) {
                    row[j] = (4 * row[j] - inner[j]) / 3;
                }
                if (agree) {
                    return row;
                }
                latest = row;
            }
            if (latest.length == 0) {
                throw new DerivativeException(i);
            }
            return latest;
        }

        /** Where the curvature is not negative or not to be felt, the scale is 1. */
        private double scale(int i) {
            double h = FEELER * Math.max(1, Math.abs(q[i]));
            for (int retreat = 0; retreat < MAX_RETREATS; retreat++) {
                if (difference(i, h, inner)) {
                    double curvature = Math.abs(inner[i]);
                    double scale = 1 / Math.sqrt(curvature);
                    return scale > 0 && scale < Double.POSITIVE_INFINITY ? scale : 1;
                }
                h *= 0.25;
            }
            throw new DerivativeException(i);
        }

        /** Central difference of the gradient; false if it is not finite. */
        private boolean difference(int i, double h, double[] result) {
            double at = q[i];
            double up = at + h;
            double down = at - h;
            q[i] = up;
            boolean finite = Double.isFinite(density.gradient(q, above));
            q[i] = down;
            finite &= Double.isFinite(density.gradient(q, below));
            q[i] = at;
            gradients += 2;
            for (int j = 0; j < result.length; j++) {
                // what the coordinate moved by in truth, rounding included
                result[j] = (above[j] - below[j]) / (up - down);
                finite &= Double.isFinite(result[j]);
            }
            return finite;
        }
    }
}
