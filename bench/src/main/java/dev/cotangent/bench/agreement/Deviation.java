package dev.cotangent.bench.agreement;

import dev.cotangent.runtime.model.LogDensity;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a log density and its gradient are from Stan's.
 *
 * @param logDensity largest difference over the points, relative to {@code max(1, |value|)}
 * @param gradient largest difference over points and entries, relative to the entry, which counts as at least 1e-3 of the
 *     gradient's largest
 * @param shift what all differences of the log density have in common if they do, else 0: the two drop other constants
 * @param remark the first point at which one is finite and the other isn't; empty if there is none
 */
record Deviation(double logDensity, double gradient, double shift, String remark) {

    static Deviation of(LogDensity density, StanValues stan) {
        List<Double> differences = new ArrayList<>();
        double logDensity = 0;
        double gradient = 0;
        String remark = "";
        for (StanValues.Point point : stan.points()) {
            double[] ours = new double[density.dimension()];
            double value = density.gradient(point.position(), ours);
            if (Double.isFinite(point.logDensity()) != Double.isFinite(value)) {
                remark = remark.isEmpty() ? point.kind() + ": " + value + ", Stan has " + point.logDensity() : remark;
                continue;
            }
            if (Double.isFinite(value)) {
                differences.add(value - point.logDensity());
                double scale = Math.max(1, Math.abs(point.logDensity()));
                logDensity = Math.max(logDensity, Math.abs(value - point.logDensity()) / scale);
                gradient = Math.max(gradient, gradientError(ours, point.gradient()));
            }
        }
        return new Deviation(logDensity, gradient, common(differences), remark);
    }

    private static double gradientError(double[] ours, double[] stans) {
        double largest = 0;
        for (double entry : stans) {
            largest = Double.isFinite(entry) ? Math.max(largest, Math.abs(entry)) : largest;
        }
        double error = 0;
        for (int i = 0; i < stans.length; i++) {
            if (Double.isFinite(stans[i])) {
                double scale = Math.max(Math.max(Math.abs(stans[i]), 1e-3 * largest), 1e-2);
                double relative = Math.abs(ours[i] - stans[i]) / scale;
                error = relative <= error ? error : relative;
            }
        }
        return error;
    }

    private static double common(List<Double> differences) {
        double low = differences.stream().mapToDouble(d -> d).min().orElse(0);
        double high = differences.stream().mapToDouble(d -> d).max().orElse(0);
        return Math.abs(low) > 1e-6 && high - low <= 1e-8 * Math.max(1, Math.abs(low)) ? low : 0;
    }

    /** True if both agree, up to a constant in the log density. */
    boolean isWithin(double tolerance) {
        return remark.isEmpty() && gradient <= tolerance && (logDensity <= tolerance || shift != 0);
    }
}
