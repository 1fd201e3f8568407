package dev.cotangent.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/**
 * Fuzzes for some seconds; {@code fuzz/run} does so for as long as one wants. Every run makes up other texts, so what it finds
 * says nothing of the change at hand: it is no condition for landing. {@link SeededTextsTest} is.
 */
@Tag("nightly")
class CompilerFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void everyTextIsCompiledOrRejected(FuzzedDataProvider data) {
        CompilerFuzzer.fuzzerTestOneInput(data);
    }
}
