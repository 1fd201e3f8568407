package dev.cotangent.compiler.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.BoundModel;
import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.Evaluator;
import dev.cotangent.Includes;
import dev.cotangent.Limits;
import dev.cotangent.ModelCompilationException;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.EvaluationLimits;
import dev.cotangent.runtime.model.ModelFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models and data of people who mean harm: each ends in an error of its own, within its limit. */
@Timeout(30)
class HostileModelsTest {

    private static final EvaluationLimits EVALUATION =
            new EvaluationLimits(16 << 20, 20_000_000, Duration.ofSeconds(5));

    private static final CompileOptions OPTIONS = CompileOptions.defaults()
            .withIncludes(Includes.of(Map.of("own.txt", "x ~ normal(0, 1);")))
            .withLimits(Limits.forStrangers()
                    .withSourceCharacters(20_000)
                    .withCompilation(20_000, Duration.ofSeconds(15))
                    .withEvaluation(EVALUATION));

    private static CompiledModel compile(String text) {
        return Cotangent.compile("hostile.model", text, OPTIONS);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> compile(text))
                .isInstanceOf(ModelCompilationException.class)
                .hasMessageContaining(message);
    }

    private static void assertStopped(Runnable run, String message) {
        assertThatThrownBy(run::run).isInstanceOfSatisfying(ModelFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.LIMIT);
            assertThat(failure.location()).startsWith("hostile.model:");
            assertThat(failure.getMessage()).contains(message);
        });
    }

    private static void assertBindStopped(String transformedData, String message) {
        CompiledModel model = compile("transformed data {\n" + transformedData + "\n}");
        assertStopped(() -> model.bind(Data.none()), message);
    }

    @Test
    void refusesLongSources() {
        assertRefused("// " + "x".repeat(20_000), "more than 20000 characters");
    }

    @Test
    void countsIncludedTexts() {
        CompileOptions options = OPTIONS.withIncludes(name -> Optional.of("// " + "y".repeat(3000) + "\n"));
        String text = "#include a\n#include b\n#include c\n#include d\n#include e\n#include f\n#include g\n";
        assertThatThrownBy(() -> Cotangent.compile("hostile.model", text, options))
                .isInstanceOf(ModelCompilationException.class)
                .hasMessageContaining("more than 20000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "{", "-"})
    void refusesDeepNesting(String opening) {
        String text = "model { " + (opening.equals("{") ? "" : "target += ") + opening.repeat(9000);
        assertThatThrownBy(() -> compile(text)).isInstanceOf(ModelCompilationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../pom.xml", "pom.xml", "file:///etc/passwd"})
    void includesNothingButWhatItIsGiven(String name) {
        assertRefused("model {\n#include \"" + name + "\"\n}", "there is no file");
        compile("parameters { real x; }\nmodel {\n#include \"own.txt\"\n}");
    }

    @Test
    void refusesExterns() {
        assertRefused(
                "functions { extern(scalar.Gamma) real lgamma(real x) { d x = digamma(x); } }",
                "`extern` is not allowed");
    }

    @Test
    void refusesProgramsThatGrowWithoutEnd() {
        StringBuilder text = new StringBuilder("functions { real f0(real x) { return x * x + 1; }\n");
        for (int k = 1; k < 40; k++) {
            text.append("real f%d(real x) { real y = f%d(x); return f%d(y) + y; }\n".formatted(k, k - 1, k - 1));
        }
        text.append("} parameters { real x; } model { target += f39(x); }");
        assertRefused(text.toString(), "functions are inlined");
    }

    @Test
    void stopsEndlessLoops() {
        assertBindStopped("int n = 0; while (n >= 0) { n = 1 - n; } print(n);", "20000000 steps");
        assertBindStopped(
                "int n = 0; for (i in 1:2147483647) { for (j in 1:2147483647) { n = 1 - n; } } print(n);",
                "20000000 steps");
        assertBindStopped("real x = 0; while (x < 1) { x = x / 2; } print(x);", "20000000 steps");
    }

    @Test
    void stopsByTheClock() {
        CompileOptions patient = OPTIONS.withLimits(Limits.forStrangers()
                .withEvaluation(new EvaluationLimits(16 << 20, Long.MAX_VALUE, Duration.ofMillis(300))));
        CompiledModel model = Cotangent.compile(
                "hostile.model", "transformed data { int n = 0; while (n >= 0) { n = 1 - n; } print(n); }", patient);
        long start = System.nanoTime();
        assertStopped(() -> model.bind(Data.none()), "300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void stopsEndlessLoopsOfDensitiesAndDraws() {
        BoundModel density = compile("parameters { real x; } model { while (x < 1e300) { target += 1; } }")
                .bind(Data.none());
        BoundModel draws = compile("parameters { real x; } model { x ~ normal(0, 1); }"
                        + " generated quantities { int n = 0; while (n >= 0) { n = 1 - n; } }")
                .bind(Data.none());
        try (Evaluator first = density.newEvaluator();
                Evaluator second = draws.newEvaluator()) {
            assertStopped(() -> first.logDensity(new double[1]), "steps");
            assertStopped(() -> first.gradient(new double[1], new double[1]), "");
            assertThat(second.logDensity(new double[1])).isZero();
            assertStopped(
                    () -> second.generate(new double[1], RandomSource.SPLIT_MIX_64.create(1L), new double[1]), "steps");
        }
    }

    @Test
    void stopsRecursion() {
        String endless = "functions { int f(int n) { return f(n + 1); } } transformed data { int x = f(1); }";
        assertStopped(() -> compile(endless).bind(Data.none()), "deep");
        String exponential =
                "functions { int f(int n) { if (n < 2) { return 1; } return f(n - 1) + f(n - 2); } } transformed data { int x = f(60); }";
        assertStopped(() -> compile(exponential).bind(Data.none()), "steps");
    }

    @Test
    void stopsAllocation() {
        assertBindStopped("vector[2000000000] x; print(x[1]);", "bytes");
        assertBindStopped("array[100, 100, 1000, 1000] real x; print(x[1, 1, 1, 1]);", "too large for an int");
        assertBindStopped("array[65536, 65536] int x; print(x[1, 1]);", "too large for an int");
        assertBindStopped("matrix[1000000, 1000000] x; print(x[1, 1]);", "too large for an int");
        assertBindStopped("matrix[3000, 3000] x = rep_matrix(1, 3000, 3000); print(x[1, 1]);", "bytes");
        assertBindStopped("for (i in 1:1000000) { vector[i] x = rep_vector(1, i); print(x[1]); }", "");
    }

    @Test
    void stopsOperationsOnLargeArrays() {
        assertBindStopped(
                "matrix[300, 300] x = identity_matrix(300); for (i in 1:1000) { x = cholesky_decompose(x * x); } print(x[1, 1]);",
                "steps");
    }

    @Test
    void stopsHugeMessages() {
        assertBindStopped("vector[1000000] x = rep_vector(1, 1000000); print(x);", "shows more");
        assertBindStopped("vector[1000000] x = rep_vector(1, 1000000); reject(x);", "shows more");
    }

    @Test
    void refusesDataThatDoNotFitWithoutMakingRoomForWhatTheyClaim() {
        CompiledModel model =
                compile("data { int N; matrix[N, N] x; array[N] vector[N] y; } parameters { real z; } model { }");
        for (String n : new String[] {"2000000000", "65536", "46341", "-1"}) {
            assertThatThrownBy(() -> model.bind(Data.json("{\"N\": " + n + ", \"x\": [[1]], \"y\": [[1]]}")))
                    .isInstanceOfAny(DataException.class, ModelFailure.class);
        }
    }

    @Test
    void refusesOversizedPositions() {
        CompiledModel model = compile("data { int N; } parameters { matrix[N, N] x; } model { }");
        for (int n : new int[] {1000, 30_000, 65_536, 2_000_000_000}) {
            assertThatThrownBy(() -> model.bind(Data.builder().put("N", n).build()))
                    .isInstanceOfSatisfying(
                            ModelFailure.class, f -> assertThat(f.kind()).isEqualTo(ModelFailure.Kind.LIMIT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{",
                "{\"N\": 1",
                "{\"N\": 1}}",
                "{\"N\": [1, [2]]}",
                "{\"N\": true}",
                "{\"N\": 1e999}",
                "{\"N\": 99999999999999999999}",
                "{\"N\": 1, \"N\": 2}",
                "nonsense",
                "{\"N\": \"\\ud800\"}",
                "[1, 2, 3]"
            })
    void refusesMalformedData(String json) {
        CompiledModel model = compile("data { int N; } parameters { real z; } model { z ~ normal(N, 1); }");
        assertThatThrownBy(() -> model.bind(Data.json(json))).isInstanceOf(DataException.class);
    }

    @Test
    void refusesDeepAndLongData() {
        CompiledModel model = compile("data { int N; } parameters { real z; } model { z ~ normal(N, 1); }");
        String deep = "{\"N\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String longNumber = "{\"N\": " + "1".repeat(100_000) + "}";
        for (String json : new String[] {deep, longNumber}) {
            assertThatThrownBy(() -> {
                        DataSource data = Data.json(json);
                        model.bind(data);
                    })
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void changesNoNumberOfAWellBehavedModel() {
        double[] q = {1, 0.5, 0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8};
        double[] free = new double[10];
        double[] held = new double[10];
        try (Evaluator plain = Schools.model().newEvaluator();
                Evaluator limited = Schools.model(OPTIONS).newEvaluator()) {
            assertThat(limited.gradient(q, held)).isEqualTo(plain.gradient(q, free));
        }
        assertThat(Arrays.equals(free, held)).isTrue();
        assertThat(Schools.model(OPTIONS).hash()).isNotEqualTo(Schools.model().hash());
    }
}
