package dev.cotangent.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.witness.Evaluators;
import dev.cotangent.compiler.witness.WitnessProgram;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.LogDensity;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeGeneratorTest {

    /** The virtual machine compiles no method of 8000 bytes; this leaves a margin. */
    private static final int MOST_BYTES = 7500;

    private static final Set<String> EXACT_MATHEMATICS =
            Set.of("sqrt", "abs", "fma", "rint", "floor", "ceil", "min", "max");

    private static final String EIGHT_SCHOOLS = """
            data {
              int<lower=0> J;
              array[J] real y;
              array[J] real<lower=0> sigma;
            }
            parameters {
              real mu;
              real<lower=0> tau;
              array[J] real theta;
            }
            model {
              tau ~ cauchy(0, 5);
              theta ~ normal(mu, tau);
              y ~ normal(theta, sigma);
            }
            """;

    // --- long programs

    private static String straight(int statements) {
        String body = IntStream.range(0, statements)
                .mapToObj(i -> i % 3 == 0
                        ? "y = x[" + (i % 5 + 1) + "] + 0.9 * y * " + i + "e-4;"
                        : i % 3 == 1
                                ? "x[" + (i % 5 + 1) + "] = y - 0.5 * x[" + (i % 4 + 1) + "] * a;"
                                : "target += -square(y - b * 1e-2);")
                .collect(Collectors.joining("\n"));
        return "real y = a; vector[5] x = rep_vector(b, 5);\n" + body;
    }

    private static WitnessProgram program(String statements) {
        String model = "parameters { real a; real b; } model {\n" + statements + "\n}";
        return new WitnessProgram("long", new Source("long.model", model), MapData.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 1500})
    void longProgramsAreSplitAndMeanTheSame(int statements) {
        isSplitAndMeansTheSame(program(straight(statements)));
    }

    @Test
    void longBodyOfALoopIsSplitAndMeansTheSame() {
        isSplitAndMeansTheSame(program("for (i in 1:3) {\n" + straight(500) + "\n}"));
    }

    @Test
    @Tag("slow")
    void veryLongProgramsAreSplitAndMeanTheSame() {
        isSplitAndMeansTheSame(program(straight(3000)));
        isSplitAndMeansTheSame(program("for (i in 1:3) {\n" + straight(2000) + "\n}"));
    }

    private static void isSplitAndMeansTheSame(WitnessProgram program) {
        Compiler compiler = Evaluators.compiler(program, Autodiff.MIXED, Set.of());
        Compiler.Differentiated model = compiler.differentiate();
        assertThat(Methods.of(compiler.generate(model)).sizes().values())
                .hasSizeGreaterThan(9)
                .allMatch(size -> size < MOST_BYTES);
        LogDensity interpreted = Evaluators.interpreted(program, model);
        LogDensity bytecode = Evaluators.bytecode(program, compiler, model);
        double[] q = {0.3, -0.4};
        double[] expected = new double[2];
        double[] found = new double[2];
        assertThat(bytecode.value(q)).isEqualTo(interpreted.value(q)).isFinite();
        assertThat(bytecode.gradient(q, found)).isEqualTo(interpreted.gradient(q, expected));
        assertThat(found).isEqualTo(expected);
    }

    // --- size

    @Test
    void codeIsSmallWhateverTheNumberOfRows() {
        TestModel.Compiled compiled = TestModel.compile(EIGHT_SCHOOLS);
        // A promise about start-up: a small model is a small class.
        assertThat(compiled.code()).hasSizeLessThan(10_000);
        for (int rows : new int[] {10, 100_000}) {
            double[] y = new double[rows];
            double[] sigma = new double[rows];
            Arrays.fill(sigma, 1);
            TestModel model = compiled.bind(MapData.builder()
                    .put("J", rows)
                    .put("y", y)
                    .put("sigma", sigma)
                    .build());
            assertThat(model.value(new double[rows + 2])).isFinite();
        }
    }

    // --- what is called

    static Stream<WitnessProgram> programs() {
        return WitnessProgram.all();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void onlyExactMathematicsOfThePlatformIsCalled(WitnessProgram program) {
        Compiler compiler = Evaluators.compiler(program, Autodiff.FORWARD, Set.of());
        assertThat(Methods.of(compiler.generate()).calls().stream()
                        .filter(call -> call.matches("java/lang/(Strict)?Math[.].*")))
                .allMatch(call -> EXACT_MATHEMATICS.contains(call.substring(call.indexOf('.') + 1)));
    }

    // --- life of classes

    @Test
    void classUnloadsWithItsModel() throws InterruptedException {
        WeakReference<ClassLoader> loader = loaderOfAForgottenModel();
        for (int attempt = 0; attempt < 50 && loader.get() != null; attempt++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> loaderOfAForgottenModel() {
        TestModel.Compiled compiled = TestModel.compile("parameters { real a; } model { a ~ normal(0, 1); }");
        TestModel model = compiled.bind(MapData.empty());
        assertThat(model.value(1)).isEqualTo(-0.5);
        Class<?> defined = ModelClass.define(model.code()).newInstance().getClass();
        return new WeakReference<>(defined.getClassLoader());
    }

    // --- stack traces

    @Test
    void stackTracesShowTheLineOfTheModel() {
        List<StackTraceElement> frames = new ArrayList<>();
        String text = """
                functions {
                  real f(real x) {
                    print("here");
                    return x;
                  }
                }
                parameters {
                  real a;
                }
                model {
                  target += a;
                  target +=
                      f(a);
                }
                """;
        TestModel model =
                TestModel.printingTo(line -> frames.addAll(Arrays.asList(new Throwable().getStackTrace())), text);
        model.value(1);
        assertThat(frames).anySatisfy(frame -> {
            assertThat(frame.getFileName()).isEqualTo(TestModel.FILE);
            assertThat(frame.getLineNumber()).isEqualTo(3);
            assertThat(frame.getMethodName()).isEqualTo("value");
        });
    }
}
