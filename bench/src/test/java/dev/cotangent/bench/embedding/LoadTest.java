package dev.cotangent.bench.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LoadTest {

    @Test
    void fitsUnderLoadAreThoseOfSoloRuns() throws InterruptedException {
        FitLoad load = new FitLoad(400);
        load.run(40, Duration.ofSeconds(1));
        assertThat(load.complete()).isPositive();
        assertThat(load.partial()).isPositive();
        // ten times what is promised on a machine of one's own: threads of a shared one can be off the processor as
        // long
        assertThat(load.longestAfterCancel()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    @Tag("nightly")
    void twoHundredFitsAtOnceAreThoseOfSoloRuns() throws InterruptedException {
        FitLoad load = new FitLoad(1000);
        load.run(200, Duration.ofMinutes(2));
        assertThat(load.complete()).isGreaterThan(100);
        assertThat(load.partial()).isGreaterThan(100);
        assertThat(load.longestAfterCancel()).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void classesGoWithTheirModels() {
        ModelChurn.Held before = ModelChurn.run(0, 100);
        ModelChurn.Held after = ModelChurn.run(100, 300);
        // a leak would be 200 classes of models
        assertThat(after.classes() - before.classes()).isLessThan(100);
    }

    @Test
    @Tag("nightly")
    void fiveThousandModelsLeaveNothingBehind() {
        ModelChurn.Held before = ModelChurn.run(0, 1000);
        ModelChurn.Held after = ModelChurn.run(1000, 5000);
        assertThat(after.classes() - before.classes()).isLessThan(100);
        // 4000 models of some 10 KB each would be 40 MB
        assertThat(after.metaspaceBytes() - before.metaspaceBytes()).isLessThan(5_000_000);
        assertThat(after.heapBytes() - before.heapBytes()).isLessThan(20_000_000);
    }
}
