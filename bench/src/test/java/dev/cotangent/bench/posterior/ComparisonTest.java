package dev.cotangent.bench.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Draws;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final int DRAWS = 4000;

    /** A fixed seed; with another, a z of two would pass four once in some 10 000 seeds. */
    private final double[][] uniform = {
        new Random(1).doubles(DRAWS / 2, 0, 1).toArray(),
        new Random(2).doubles(DRAWS / 2, 0, 1).toArray()
    };

    private static final double UNIFORM_DEVIATION = Math.sqrt(1 / 12.0);

    @Test
    void drawsOfTheReferenceAreWithinFourErrors() {
        Comparison same = Comparison.of(column(uniform), reference(0.5, UNIFORM_DEVIATION));

        assertTrue(same.worstMean() < 4 && same.worstDeviation() < 4, same::toString);
    }

    @Test
    void zIsTheDifferenceInStandardErrorsOfBothSides() {
        double shift = 0.1;
        // independent on both sides: 4000 draws of ours, 1000 of the reference; variance of s is var (kurtosis - 1) /
        // 4n
        double meanError = (UNIFORM_DEVIATION + shift) * Math.sqrt(1.0 / DRAWS + 1.0 / 1000);
        double deviationError = (UNIFORM_DEVIATION + shift) * Math.sqrt((1.8 - 1) / 4 * (1.0 / DRAWS + 1.0 / 1000));

        Comparison moved = Comparison.of(column(uniform), reference(0.5 + shift, UNIFORM_DEVIATION + shift));

        // the draws' own errors, one or two, and their estimated sample size, 10 %
        assertEquals(shift / meanError, moved.worstMean(), 3);
        assertEquals(shift / deviationError, moved.worstDeviation(), 5);
        assertEquals("theta.1", moved.column());
    }

    @Test
    void columnsThatAreMissingAreAnError() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Comparison.of(Draws.of(List.of(), new double[0][][]), reference(0, 1)));
    }

    private static Draws column(double[][] chains) {
        return Draws.of(
                List.of(new Column("theta.1", Column.Role.VARIABLE, false)),
                new double[][][] {{chains[0]}, {chains[1]}});
    }

    /** 1000 independent draws, of the kurtosis of a uniform distribution. */
    private static Map<String, ReferenceMoments> reference(double mean, double deviation) {
        return Map.of("theta.1", new ReferenceMoments(mean, deviation, 1.8, 1000, 1000));
    }
}
