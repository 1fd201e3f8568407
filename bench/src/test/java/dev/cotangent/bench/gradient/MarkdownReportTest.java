package dev.cotangent.bench.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private static Measurement measurement(String model, boolean usesOde, double ours, double stan, long bytes) {
        GoldenPosterior posterior =
                new GoldenPosterior(model, "data", new double[] {0, 0}, Optional.empty(), OptionalDouble.of(stan));
        return new Measurement(posterior, usesOde, ours, bytes, OptionalDouble.empty(), "");
    }

    /** The geometric mean of 2 and 8 is 4; the program with differential equations is no part of it. */
    @Test
    void meanIsGeometricAndWithoutDifferentialEquations() {
        String report = MarkdownReport.of(List.of(
                measurement("slow", false, 1, 2, 0),
                measurement("fast", false, 10, 80, 16),
                measurement("ode", true, 1, 0.25, 0)));
        assertThat(report)
                .contains("2 programs: geometric mean 4.00, least 2.00, 0 under 1, 0 under 0.5")
                .contains("1 programs with differential equations: geometric mean 0.25, least 0.25, 1 under 1")
                .contains("| data-fast | 2 | 10.0 | 80.0 | 8.00 | allocates 16 bytes |");
    }

    @Test
    void worstComesFirst() {
        String report =
                MarkdownReport.of(List.of(measurement("fast", false, 1, 8, 0), measurement("slow", false, 1, 2, 0)));
        assertThat(report.substring(report.indexOf("Worst ten"), report.indexOf("All programs")))
                .containsSubsequence("data-slow", "data-fast");
    }
}
