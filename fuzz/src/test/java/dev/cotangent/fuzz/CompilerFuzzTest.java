package dev.cotangent.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Fuzzes for some seconds; {@code fuzz/run} does so for as long as one wants. */
@Tag("slow")
class CompilerFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void everyTextIsCompiledOrRejected(FuzzedDataProvider data) {
        CompilerFuzzer.fuzzerTestOneInput(data);
    }
}
