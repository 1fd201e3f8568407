package dev.cotangent.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cotangent.compiler.ir.Procedure;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomProgramTest {

    /** Seeds of groups of programs; a failure names the program's own seed. */
    static LongStream groups() {
        return LongStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void modesAgree(long group) {
        for (long seed = 50 * group; seed < 50 * (group + 1); seed++) {
            long program = seed;
            assertThatCode(() -> modesAgreeOn(program)).as("seed " + seed).doesNotThrowAnyException();
        }
    }

    private static void modesAgreeOn(long seed) {
        RandomPrograms programs = new RandomPrograms(seed);
        Procedure density = programs.density();
        Witnesses witnesses = new Witnesses(density, programs.code.names, RandomPrograms.DIMENSION)
                .with(programs.data, new double[] {0.2, -0.6, 0.9, 0.35});
        witnesses.modesAgreeAt(0.3, -0.8, 0.55, 0.1);
        witnesses.modesAgreeAt(-0.4, 0.7, 0.05, 0.9);
    }
}
