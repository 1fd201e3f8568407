package dev.cotangent.bench.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.run.Method;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bounded version of {@link CalibrationTable}. The least of a model's chi-square probabilities, times their number, is
 * under 0.001 for one seed in 1000 at most, for seven runs for one in 140; seeds are fixed.
 */
class CalibrationTest {

    private static final int REPLICATIONS = 100;

    static List<String> models() {
        return CalibrationTable.MODELS;
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("models")
    void nutsIsCalibrated(String model) {
        Calibration calibration = new Calibration(model, Method.nuts(), 1).run(REPLICATIONS);
        assertThat(calibration.tallies()).containsKey("lt_log_lik");
        assertThat(calibration.leastProbability()).isGreaterThan(0.001);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"schools", "ordinal"})
    void walnutsIsCalibrated(String model) {
        Calibration calibration = new Calibration(model, Method.walnuts(), 1).run(REPLICATIONS);
        assertThat(calibration.leastProbability()).isGreaterThan(0.001);
    }

    /** The bug: a prior of the model that is fitted is half as wide as the one that parameters are drawn from. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"schools", "logistic", "ordinal"})
    void priorOfAnotherScaleIsFound(String model) {
        Calibration calibration = new Calibration(model, Method.nuts(), 0.5).run(REPLICATIONS);
        assertThat(calibration.leastProbability()).isLessThan(0.001);
    }

    /** 20 bins, 39 of 40 ranks in the first: statistic (39 - 2)²/2 + (1 - 2)²/2 + 18 * 2 = 721; the mean is 2.4. */
    @Test
    void ranksThatAreNotUniformAreImprobable() {
        RankTally tally = new RankTally();
        for (int k = 0; k < 39; k++) {
            tally.add(0);
        }
        tally.add(96);
        assertThat(tally.chiSquareProbability()).isLessThan(1e-100);
        assertThat(tally.meanScore()).isCloseTo((2.4 - 49.5) / Math.sqrt(9999.0 / 12 / 40), within(1e-12));
    }

    /** All bins alike but two, with 5 ± 5 of 100 ranks: statistic 10; R 4.2 pchisq(10, 19, lower = FALSE) is below. */
    @Test
    void probabilityIsThatOfChiSquare() {
        RankTally tally = new RankTally();
        for (int rank = 5; rank < 100; rank++) {
            tally.add(rank);
        }
        for (int k = 0; k < 5; k++) {
            tally.add(99);
        }
        assertThat(tally.chiSquareProbability()).isCloseTo(0.952945797586622, within(1e-9));
    }
}
