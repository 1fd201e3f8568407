package dev.cotangent.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cotangent.CompileOptions;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.source.Source;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nobody would write by hand end in a program or in a message, soon. */
class RobustnessTest {

    private static final int MANY = 20_000;

    private static CompileException compile(String text) {
        return catchThrowableOfType(
                CompileException.class,
                () -> new Compiler(new Source("test.model", text), CompileOptions.defaults()).generate());
    }

    static Stream<String> deepTexts() {
        return Stream.of(
                        "model { real x = %(1%); }",
                        "model { %{%} }",
                        "data { array[3] int i; } model { int x = %i[1%]; }",
                        "data { array[3] int i; } model { int x = i%[1]; }",
                        "model { %if (1) ; }",
                        "model { real x; %if (1) x = 1; else x = 2; }",
                        "model { real x = 1%+1.5; }",
                        "model { real x = %-1; }",
                        "model { int x = %!1; }",
                        "model { int x = %1?1:1; }",
                        "model { vector[3] v; v = v%'; }",
                        "model { real x = %exp(1%); }",
                        "model { array[1] int x = %{1%}; }",
                        "model { %tuple(real,real%) x; }",
                        "model { real x = 2%^1; }",
                        "model { real x = %(",
                        "model { real x = %[")
                .map(RobustnessTest::repeated);
    }

    /** What stands between a percent sign and the next character that is not repeated, many times. */
    private static String repeated(String pattern) {
        StringBuilder text = new StringBuilder();
        String[] parts = pattern.split("%", -1);
        text.append(parts[0]);
        for (int k = 1; k < parts.length; k++) {
            String unit = unit(parts[k]);
            text.append(unit.repeat(MANY)).append(parts[k].substring(unit.length()));
        }
        return text.toString();
    }

    private static String unit(String text) {
        for (String unit :
                new String[] {"if (1) x = 1; else ", "if (1) ", "exp(", "tuple(real,", "i[", "[1]", "+1.5", "1?1:", "^1"
                }) {
            if (text.startsWith(unit)) {
                return unit;
            }
        }
        return text.substring(0, 1);
    }

    @ParameterizedTest
    @MethodSource("deepTexts")
    void deepNestingIsAnErrorWithAPlace(String text) {
        CompileException exception = compile(text);
        assertThat(exception).isNotNull();
        assertThat(exception.diagnostics()).first().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.TOO_DEEP);
            assertThat(d.span().line()).isOne();
        });
        assertThat(exception.getMessage()).hasSizeLessThan(1000);
    }

    @Test
    void functionsThatCallOneAnotherInALongChainAreAnError() {
        StringBuilder text = new StringBuilder("functions { real f0(real x) { return x; } ");
        for (int k = 1; k < 3000; k++) {
            text.append("real f")
                    .append(k)
                    .append("(real x) { return f")
                    .append(k - 1)
                    .append("(x) + 1; } ");
        }
        text.append("} model { target += f2999(1); }");
        assertThat(compile(text.toString()).diagnostics())
                .first()
                .satisfies(d -> assertThat(d.code()).isEqualTo(Code.TOO_DEEP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFparameters { real x; } model { x ~ normal(0, 1); }",
                "parameters {\r\n  real x;\r\n}\r\nmodel {\r\n  x ~ normal(0, 1);\r\n}\r\n",
                "// caf\u00e9 \u0000 \u4e2d\nmodel { print(\"\uD83D\uDE00 \u00e9 \uD83D\"); }",
                "transformed data { array[100000 * 100000] int x; int y = 1 %/% 0; real z = 1e999; }",
                "transformed data { int n = 1_000_000; real x = 1_0.5_0e1_0; real y = 1.; real z = .5; }"
            })
    void unusualTextsArePrograms(String text) {
        assertThat(compile(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model { \u0000 }",
                "model { real \u03b1 = 1; }",
                "model { print(\"abc); }",
                "model { /* ",
                "model { int n = 99999999999999999999; }",
                "transformed data { int n = 1__0; }",
                "%$#@!",
                "#include",
                "#include <"
            })
    void brokenTextsHaveAMessage(String text) {
        assertThat(compile(text)).isNotNull();
    }

    @Test
    void messageShowsThePartOfALongLineThatIsWrong() {
        String message = compile("model { " + "real x; ".repeat(100) + "}").getMessage();
        assertThat(message.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(260));
        assertThat(message).contains("...").contains("^ declared at 1:14");
    }
}
