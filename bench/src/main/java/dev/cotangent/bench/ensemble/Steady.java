package dev.cotangent.bench.ensemble;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An inverse problem with a simulator: the conductivity of a rod from temperatures. {@code -(k u')' = 1} on (0, 1), u = 0 at both
 * ends, {@code log k(x) = sum_j z_j sin(pi j x) / j}, ten unknown z_j; by finite differences on 60 cells; u is observed at 15
 * places with normal errors. The same as a program of the language is {@code steady.model}.
 */
final class Steady {

    static final int UNKNOWNS = 10;
    static final int CELLS = 60;
    static final int OBSERVED = 15;
    static final double ERROR = 0.003;

    private static final double LOG_TWO_PI = 1.8378770664093454836;

    private static final double[][] SHAPES = shapes();

    private final double[] data;

    private Steady(double[] data) {
        this.data = data;
    }

    /** Data from coefficients 0.8, -0.6, 0.4, 0, 0 ... and errors that are no random numbers, so that they need no seed. */
    static Steady usual() {
        double[] z = new double[UNKNOWNS];
        z[0] = 0.8;
        z[1] = -0.6;
        z[2] = 0.4;
        double[] data = simulate(z);
        for (int i = 0; i < OBSERVED; i++) {
            data[i] += ERROR * Math.cos(7.3 * (i + 1));
        }
        return new Steady(data);
    }

    private static double[][] shapes() {
        double[][] shapes = new double[CELLS][UNKNOWNS];
        for (int c = 0; c < CELLS; c++) {
            for (int j = 0; j < UNKNOWNS; j++) {
                shapes[c][j] = StrictMath.sin(StrictMath.PI * (j + 1) * (c + 0.5) / CELLS) / (j + 1);
            }
        }
        return shapes;
    }

    /** Temperatures at the places of observation. */
    static double[] simulate(double[] z) {
        double h = 1.0 / CELLS;
        double[] k = new double[CELLS];
        for (int c = 0; c < CELLS; c++) {
            double log = 0;
            for (int j = 0; j < UNKNOWNS; j++) {
                log += z[j] * SHAPES[c][j];
            }
            k[c] = StrictMath.exp(log);
        }
        // elimination of the tridiagonal system of the inner nodes
        double[] ratio = new double[CELLS];
        double[] right = new double[CELLS];
        for (int i = 1; i < CELLS; i++) {
            double pivot = k[i - 1] + k[i] - (i > 1 ? k[i - 1] * ratio[i - 1] : 0);
            ratio[i] = k[i] / pivot;
            right[i] = (h * h + (i > 1 ? k[i - 1] * right[i - 1] : 0)) / pivot;
        }
        double[] u = new double[CELLS + 1];
        for (int i = CELLS - 1; i >= 1; i--) {
            u[i] = right[i] + ratio[i] * u[i + 1];
        }
        double[] observed = new double[OBSERVED];
        for (int i = 0; i < OBSERVED; i++) {
            observed[i] = u[4 * i + 2];
        }
        return observed;
    }

    double logLikelihood(double[] z) {
        double[] u = simulate(z);
        double sum = 0;
        for (int i = 0; i < OBSERVED; i++) {
            double residual = (data[i] - u[i]) / ERROR;
            sum -= 0.5 * residual * residual;
        }
        return sum - OBSERVED * (0.5 * LOG_TWO_PI + StrictMath.log(ERROR));
    }

    /** The data of the differentiable twin. */
    String json() {
        return "{\"y\": ["
                + Arrays.stream(data)
                        .mapToObj(y -> String.format(Locale.ROOT, "%.17g", y))
                        .collect(Collectors.joining(", "))
                + "]}";
    }
}
