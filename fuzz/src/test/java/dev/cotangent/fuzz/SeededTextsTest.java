package dev.cotangent.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fuzzer's property on texts that are the same in every run. */
class SeededTextsTest {

    private static final int TEXTS = 100;
    private static final int CHOICES = 400;
    private static final int SHOWN = 6000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    static IntStream seeds() {
        return IntStream.range(0, TEXTS);
    }

    private static void check(String text) {
        assertThatCode(() -> CompilerFuzzer.check(text))
                .as(text.substring(0, Math.min(text.length(), SHOWN)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void madeUpTextsAreCompiledOrRejected(int seed) {
        String text = Texts.of(Choices.of(seed, CHOICES));
        Assertions.assertTimeoutPreemptively(LIMIT, () -> check(text), () -> text);
    }

    /** Deep, wide and long: each ends in a program or a message, in time. */
    @ParameterizedTest
    @ValueSource(ints = {100, 5_000, 50_000})
    void largeTextsAreCompiledOrRejected(int size) {
        for (String text : new String[] {
            "model { target += " + "(".repeat(size) + "1" + ")".repeat(size) + "; }",
            "model { target += 1" + " + 1".repeat(size) + "; }",
            "model { target += " + "-".repeat(size) + "1; }",
            "model { target += x" + "'".repeat(size) + "; }",
            "model { target += x" + "[1]".repeat(size) + "; }",
            "model { target += x" + ".1".repeat(size) + "; }",
            "model " + "{".repeat(size) + "}".repeat(size),
            "model { " + "if (1) ".repeat(size) + "; }",
            "model { real x = 1 ? ".repeat(1) + "1 ? ".repeat(size) + "1" + " : 1".repeat(size) + "; }",
            "data { array[" + "1,".repeat(size) + "1] int x; }",
            "data { " + "tuple(real, ".repeat(size) + "int" + ")".repeat(size) + " x; }",
            "functions { real f(real x) { return " + "f(".repeat(size) + "x" + ")".repeat(size) + "; } }",
            "x".repeat(size),
            "model {}".concat(" ".repeat(50 * size)),
            "/*" + " * ".repeat(size),
            "model { print(\"" + "a".repeat(size) + "\"); }",
        }) {
            Assertions.assertTimeoutPreemptively(LIMIT, () -> check(text), () -> text.substring(0, 40));
        }
    }
}
