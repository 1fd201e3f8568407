package dev.cotangent.bench.agreement;

import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.DensityScale;
import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.LogDensity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Compares log densities and gradients with Stan 2.21's at several points of each posterior, with and
 * without Jacobians, and prints a line a posterior.
 *
 * <p>Programs with a simplex are left out: Stan 2.21 had another transform. Programs with differential equations are
 * compared with values of tight tolerances, in {@code ode_tight}, and with tight tolerances themselves.
 *
 * <p>Arguments: a git directory of posteriordb, a folder of golden values, and names of programs, all if none.
 */
public final class StanAgreement {

    /**
     * Covariance matrices with a diagonal of 1e-10 cost both sides eight of their digits (gp_pois_regr: 2e-8), and solvers of
     * stiff equations leave their own (one_comp_mm_elim_abs: 1e-7).
     */
    private static final double TOLERANCE = 2e-7;

    private final Posteriordb posteriordb;
    private final DensityScale scale;
    private int agreeing;
    private int differing;

    private StanAgreement(Posteriordb posteriordb, DensityScale scale) {
        this.posteriordb = posteriordb;
        this.scale = scale;
    }

    /** Runs the comparison; the exit code is 1 if a posterior differs. */
    public static void main(String[] arguments) throws IOException {
        Posteriordb posteriordb = new Posteriordb(Path.of(arguments[0]));
        Path values = Path.of(arguments[1]).resolve("stan-2.21");
        List<String> names = List.of(arguments).subList(2, arguments.length);
        int differing = 0;
        for (DensityScale scale : DensityScale.values()) {
            StanAgreement comparison = new StanAgreement(posteriordb, scale);
            comparison.compare(values, names);
            System.out.printf("scale %s: %d agree, %d differ%n", scale, comparison.agreeing, comparison.differing);
            differing += comparison.differing;
        }
        System.exit(differing == 0 ? 0 : 1);
    }

    private void compare(Path values, List<String> names) throws IOException {
        List<StanValues> tight = StanValues.all(values.resolve("ode_tight"), scale);
        for (StanValues stan : StanValues.all(values, scale)) {
            boolean wanted = names.isEmpty() || names.contains(stan.model());
            if (wanted && tight.stream().noneMatch(t -> t.model().equals(stan.model()))) {
                compare(stan, false);
            }
        }
        tight.stream().filter(t -> names.isEmpty() || names.contains(t.model())).forEach(t -> compare(t, true));
    }

    private void compare(StanValues stan, boolean tight) {
        String line;
        try {
            String program = posteriordb.program(stan.model());
            if (program.contains("simplex")) {
                System.out.printf(Locale.ROOT, "%-56s left out: simplex%n", stan.name());
                return;
            }
            Deviation deviation = Deviation.of(density(stan, tight ? TightSolvers.of(program) : program), stan);
            boolean agrees = deviation.isWithin(TOLERANCE);
            count(agrees);
            line = String.format(
                    Locale.ROOT,
                    "%-7s log density %.0e, gradient %.0e%s %s",
                    agrees ? "ok" : "DIFFERS",
                    deviation.logDensity(),
                    deviation.gradient(),
                    deviation.shift() == 0 ? "" : String.format(Locale.ROOT, ", a constant %.6g", deviation.shift()),
                    deviation.remark());
        } catch (IOException | RuntimeException e) {
            count(false);
            line = "FAILS   " + e.getMessage().lines().findFirst().orElse("");
        }
        System.out.printf(Locale.ROOT, "%-56s %s%n", stan.name(), line);
    }

    private void count(boolean agrees) {
        agreeing += agrees ? 1 : 0;
        differing += agrees ? 0 : 1;
    }

    private LogDensity density(StanValues stan, String program) throws IOException {
        JsonData data = JsonData.read(new ByteArrayInputStream(posteriordb.data(stan.data())), stan.data() + ".json");
        CompileOptions options = CompileOptions.defaults().withScale(scale);
        LogDensity density = Cotangent.compile(stan.model() + ".model", program, options)
                .bind(data)
                .newLogDensity();
        if (density.dimension() != stan.dimension()) {
            throw new IllegalStateException(density.dimension() + " dimensions, Stan has " + stan.dimension());
        }
        return density;
    }
}
