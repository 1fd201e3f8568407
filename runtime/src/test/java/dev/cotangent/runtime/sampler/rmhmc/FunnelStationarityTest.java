package dev.cotangent.runtime.sampler.rmhmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.geometry.CholeskyMetric;
import dev.cotangent.runtime.geometry.CopiedPhaseSpace;
import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.GeneralisedLeapfrog;
import dev.cotangent.runtime.geometry.ProjectedCopies;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exact kernels keep the moments of a funnel; the paper's rule does not, under the same test. Bounded here to 60 iterations of 4000
 * chains; the bench has 200 and more seeds. Twelve z-scores of sound kernels: one exceeds 4 for one set of seeds in 1300.
 */
@Tag("slow")
class FunnelStationarityTest {

    private static final int CHAINS = 4000;
    private static final int ITERATIONS = 60;

    private static FunnelStationarity copies(
            CopyRule rule, double stepSize, double binding, double spread, int steps, int iterations) {
        return FunnelStationarity.of(
                target -> new CopiedPhaseSpace(
                        CholeskyMetric.ofInformation(target), rule, CopiedPhaseSpace.ONCE, binding, spread),
                stepSize,
                steps,
                CHAINS,
                iterations,
                11);
    }

    private static void assertExact(FunnelStationarity found) {
        assertThat(found.zMean()).as(found.toString()).isBetween(-4.0, 4.0);
        assertThat(found.zSquare()).as(found.toString()).isBetween(-4.0, 4.0);
        assertThat(found.acceptance()).as(found.toString()).isBetween(0.3, 0.95);
        // where nothing moves, nothing is tested
        assertThat(found.jump()).as(found.toString()).isGreaterThan(0.005);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 2, 0.1, 5", "0.1, 10, 0.1, 5", "0.3, 2, 0.3, 2"})
    void auxiliaryCopiesAreExact(double stepSize, double binding, double spread, int steps) {
        assertExact(copies(CopyRule.AUXILIARY, stepSize, binding, spread, steps, ITERATIONS));
    }

    @Test
    void projectedCopiesAreExact() {
        assertExact(FunnelStationarity.of(
                target -> new ProjectedCopies(CholeskyMetric.ofInformation(target), 1e-6), 0.9, 3, CHAINS, 20, 12));
    }

    @Test
    void theImplicitIntegratorIsExact() {
        assertExact(FunnelStationarity.of(
                target -> new GeneralisedLeapfrog(CholeskyMetric.ofInformation(target), 1e-6),
                1,
                4,
                CHAINS,
                ITERATIONS,
                13));
    }

    /** Seen: z of v² of 20 and more. */
    @ParameterizedTest
    @CsvSource({"0.3, 10, 5", "0.3, 2, 6"})
    void theRuleOfThePaperIsNot(double stepSize, double binding, int steps) {
        FunnelStationarity found = copies(CopyRule.PAPER, stepSize, binding, 1, steps, ITERATIONS);
        assertThat(Math.max(Math.abs(found.zMean()), Math.abs(found.zSquare())))
                .as(found.toString())
                .isGreaterThan(4);
    }
}
