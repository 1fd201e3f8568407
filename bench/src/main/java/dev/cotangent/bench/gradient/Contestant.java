package dev.cotangent.bench.gradient;

import dev.cotangent.Cotangent;
import dev.cotangent.bench.GradientTimer;
import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.LogDensity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A posterior, compiled and bound, with the times that were taken of it. */
final class Contestant {

    /** Wide enough for a solver's own steps, and for eigenvectors that nearly coincide: only gross errors count here. */
    private static final double TOLERANCE = 1e-2;

    private final GoldenPosterior posterior;
    private final String program;
    private final GradientTimer timer;
    private final String remark;
    private final List<Double> nanos = new ArrayList<>();

    private Contestant(GoldenPosterior posterior, String program, LogDensity density, String remark) {
        this.posterior = posterior;
        this.program = program;
        this.timer = new GradientTimer(density, posterior.point());
        this.remark = remark;
    }

    /**
     * Compiles a posterior.
     *
     * @throws IOException if posteriordb does not have it
     * @throws RuntimeException if it does not compile or bind, as the compiler and the model say
     */
    static Contestant compile(GoldenPosterior posterior, Posteriordb posteriordb) throws IOException {
        String program = posteriordb.program(posterior.model());
        JsonData data =
                JsonData.read(new ByteArrayInputStream(posteriordb.data(posterior.data())), posterior.data() + ".json");
        LogDensity density = Cotangent.compile(posterior.model() + ".model", program)
                .bind(data)
                .newLogDensity();
        if (density.dimension() != posterior.point().length) {
            throw new IllegalArgumentException(
                    "dimension " + density.dimension() + ", Stan has " + posterior.point().length);
        }
        double[] gradient = new double[density.dimension()];
        double value = density.gradient(posterior.point(), gradient);
        return new Contestant(posterior, program, density, remark(posterior, value, gradient));
    }

    private static String remark(GoldenPosterior posterior, double value, double[] gradient) {
        if (!Double.isFinite(value)) {
            return "log density " + value;
        }
        double[] expected = posterior.gradient().orElse(gradient);
        double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(gradient[i] - expected[i]) <= TOLERANCE * Math.max(Math.abs(expected[i]), scale))) {
                return "gradient differs from CmdStan's";
            }
        }
        return "";
    }

    void warmUp(long nanosAtLeast) {
        timer.warmUp(nanosAtLeast);
    }

    void sweep(long nanosAtLeast) {
        nanos.add(timer.measure(nanosAtLeast));
    }

    Measurement measurement(OptionalDouble beside) {
        double[] sorted =
                nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Measurement(
                posterior,
                program.contains("ode_"),
                sorted[sorted.length / 2] / 1000,
                timer.bytesPerGradient(),
                beside,
                Double.isFinite(timer.checksum()) ? remark : "log density is not finite");
    }

    GoldenPosterior posterior() {
        return posterior;
    }

    String program() {
        return program;
    }
}
