package dev.cotangent.runtime.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmupScheduleTest {

    private static final AdaptationOptions DEFAULTS = AdaptationOptions.of(AdaptationScheme.WINDOWS);

    @Test
    void windowsDoubleAndTheLastIsStretched() {
        assertThat(WarmupSchedule.of(1000, DEFAULTS).windowEnds()).isEqualTo(List.of(99, 149, 249, 449, 949));
    }

    @Test
    void collectsFromTheFirstBufferToTheLastWindow() {
        WarmupSchedule schedule = WarmupSchedule.of(1000, DEFAULTS);
        assertThat(schedule.collects(74)).isFalse();
        assertThat(schedule.collects(75)).isTrue();
        assertThat(schedule.collects(949)).isTrue();
        assertThat(schedule.collects(950)).isFalse();
    }

    @Test
    void shortWarmupHasOneWindowOfThreeQuarters() {
        WarmupSchedule schedule = WarmupSchedule.of(100, DEFAULTS);
        assertThat(schedule.collectFrom()).isEqualTo(15);
        assertThat(schedule.windowEnds()).isEqualTo(List.of(89));
    }

    @Test
    void buffersAndWindowThatJustFitAreKept() {
        WarmupSchedule schedule = WarmupSchedule.of(150, DEFAULTS);
        assertThat(schedule.collectFrom()).isEqualTo(75);
        assertThat(schedule.windowEnds()).isEqualTo(List.of(99));
    }

    @Test
    void tooShortWarmupDoesNotAdaptTheMetric() {
        WarmupSchedule schedule = WarmupSchedule.of(19, DEFAULTS);
        assertThat(schedule.windowEnds()).isEmpty();
        assertThat(schedule.collects(18)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 149, 151, 160, 200, 300, 777, 2000, 100_000})
    void lastWindowEndsWhereTheFinalBufferBegins(int warmup) {
        int term = warmup < 150 ? (int) (0.1 * warmup) : 50;
        List<Integer> ends = WarmupSchedule.of(warmup, DEFAULTS).windowEnds();
        assertThat(ends).isSorted().doesNotHaveDuplicates().endsWith(warmup - term - 1);
    }
}
