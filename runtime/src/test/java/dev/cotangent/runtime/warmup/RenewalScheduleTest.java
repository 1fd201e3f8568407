package dev.cotangent.runtime.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalScheduleTest {

    /** Iterations at which windows are dropped, and numbers of draws that the last estimates have. */
    private record Course(List<Integer> drops, List<Integer> estimates, int last) {

        static Course of(int warmup) {
            RenewalSchedule schedule = new RenewalSchedule(warmup);
            List<Integer> drops = new ArrayList<>();
            List<Integer> estimates = new ArrayList<>();
            int older = 0;
            int newer = 1;
            for (int iteration = 0; iteration < warmup; iteration++) {
                if (!schedule.collects(iteration)) {
                    continue;
                }
                newer++;
                boolean dropped = schedule.drops(iteration, newer);
                if (dropped) {
                    drops.add(iteration);
                    older = newer;
                    newer = 0;
                }
                if (schedule.estimates(iteration, older + newer, dropped)) {
                    estimates.add(iteration);
                }
            }
            return new Course(drops, estimates, older + newer);
        }
    }

    @Test
    void earlyWindowsHaveTenDrawsAndLaterOnesGrow() {
        Course course = Course.of(600);

        // 180 early iterations: after the start and nine draws, then every ten; then after 80; 120 more would not leave
        // 180
        assertThat(course.drops()).startsWith(8, 18, 28).endsWith(178, 258).hasSize(19);
        assertThat(course.last()).isEqualTo(80 + 251);
    }

    @Test
    void theLastEstimateHasAllDraws() {
        for (int warmup : new int[] {20, 100, 600, 1000, 5000}) {
            assertThat(Course.of(warmup).estimates())
                    .as("warmup of %d", warmup)
                    .contains(warmup - warmup * 15 / 100 - 1);
        }
    }

    @Test
    void estimatesGrowRareAsDrawsGrowMany() {
        List<Integer> estimates = Course.of(1000).estimates();
        assertThat(estimates.stream().filter(k -> k < 20).count()).isGreaterThan(8);
        assertThat(estimates.stream().filter(k -> k >= 600).count()).isLessThan(12);
    }

    @Test
    void theStepSizeAloneAdaptsInTheEnd() {
        RenewalSchedule schedule = new RenewalSchedule(600);
        assertThat(schedule.collects(509)).isTrue();
        assertThat(schedule.settles(510)).isTrue();
        assertThat(schedule.collects(510)).isFalse();
    }
}
