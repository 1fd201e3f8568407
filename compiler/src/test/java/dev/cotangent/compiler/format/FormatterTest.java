package dev.cotangent.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.Includes;
import dev.cotangent.compiler.Golden;
import dev.cotangent.compiler.ast.AstPrinter;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.parse.Syntax;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.spi.SourceStyle;
import dev.cotangent.spi.SourceStyle.Canonical;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formatting changes the layout alone, and formatting twice changes nothing more. */
class FormatterTest {

    private static final SourceStyle HOUSE = new SourceStyle(SourceStyle.DEFAULT_LENGTH, Set.of());
    private static final SourceStyle NARROW = new SourceStyle(40, Set.of());

    static List<Path> examples() {
        return Golden.models("format");
    }

    /** Our own models, the library, and the programs of other tests. */
    static List<Path> texts() throws IOException {
        List<Path> roots = List.of(
                Path.of("..", "models"),
                Path.of("..", "stdlib", "src", "main", "resources", "model"),
                Path.of("src", "test", "resources", "witness"),
                Path.of("src", "test", "resources", "format"));
        return roots.stream().flatMap(FormatterTest::models).sorted().toList();
    }

    private static Stream<Path> models(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(f ->
                            f.toString().endsWith(".model") && !f.toString().contains("target"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String format(String text, SourceStyle style) {
        return Formatter.format(new Source("m.model", text), style);
    }

    private static String canonical(String text, Canonical kind) {
        return format(text, new SourceStyle(SourceStyle.DEFAULT_LENGTH, Set.of(kind)));
    }

    private static String tree(String text) {
        Source source = new Source("m.model", text);
        boolean program = Parser.syntax(source).is("program");
        return program
                ? AstPrinter.print(Parser.parse(source, Includes.none(), new ArrayList<>()))
                : AstPrinter.print(Parser.parseLibrary(source));
    }

    private static List<String> comments(String text) {
        List<Syntax.Token> tokens = Parser.syntax(new Source("m.model", text)).tokens();
        Decoration decoration = new Decoration(tokens, text);
        Stream<Comment> before = tokens.stream().flatMap(t -> decoration.before(t).comments().stream());
        return Stream.concat(before, decoration.atEnd().comments().stream())
                .map(c -> c.text().replaceAll("\\s+", " "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void layoutIsAsExpected(Path model) {
        Golden.assertMatches(model, ".expected", format(Golden.read(model), HOUSE));
    }

    static List<Path> ownModels() {
        return models(Path.of("..", "models")).toList();
    }

    @ParameterizedTest
    @MethodSource("ownModels")
    void ourOwnModelsAreFormatted(Path model) {
        assertThat(Golden.read(model))
                .as("%s: cotangent format --in-place", model)
                .isEqualTo(format(Golden.read(model), HOUSE));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void formattingTwiceChangesNothingMore(Path model) {
        for (SourceStyle style : List.of(HOUSE, NARROW)) {
            String once = format(Golden.read(model), style);
            assertThat(format(once, style)).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void meaningAndCommentsStay(Path model) {
        String text = Golden.read(model);
        String formatted = format(text, NARROW);
        assertThat(comments(formatted)).isEqualTo(comments(text));
        // The example has parts that only the grammar accepts.
        if (!model.toString().contains("format")) {
            assertThat(tree(formatted)).isEqualTo(tree(text));
        }
    }

    /** Blanks, line ends and comments at random places of real texts. */
    @ParameterizedTest
    @MethodSource("texts")
    void anyLayoutIsFormatted(Path model) {
        Random random = new Random(model.getFileName().toString().hashCode());
        String shaken = shaken(Golden.read(model), random);
        String once = format(shaken, HOUSE);
        assertThat(format(once, HOUSE)).isEqualTo(once);
        assertThat(comments(once)).isEqualTo(comments(shaken));
    }

    private static String shaken(String text, Random random) {
        StringBuilder shaken = new StringBuilder();
        for (Syntax.Token token : Parser.syntax(new Source("m.model", text)).tokens()) {
            shaken.append(token.text()).append(gap(random));
        }
        return shaken.toString();
    }

    private static String gap(Random random) {
        StringBuilder gap = new StringBuilder(" ");
        while (random.nextInt(4) == 0) {
            gap.append(
                    switch (random.nextInt(6)) {
                        case 0 -> "// c" + random.nextInt(100) + "\n";
                        case 1 -> "/* c" + random.nextInt(100) + " */";
                        case 2 -> "\n/* c\n   c */";
                        case 3 -> "\n\n\n";
                        case 4 -> "\n#include x" + random.nextInt(100) + ".stan\n";
                        default -> "\t\n  ";
                    });
        }
        return gap.toString();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void parenthesesThatGoMeantNothing(Path model) {
        String text = Golden.read(model);
        if (!model.toString().contains("format")) {
            assertThat(tree(canonical(text, Canonical.PARENTHESES))).isEqualTo(tree(text));
        }
    }

    @Test
    void bracesEncloseEveryBody() {
        String text =
                "model { for (i in 1:2) if (i > 1) target += i; // c\n else if (i > 2) target += 1; else { } while (1) break; }";
        assertThat(canonical(text, Canonical.BRACES)).isEqualTo("""
                model {
                  for (i in 1:2) {
                    if (i > 1) {
                      target += i; // c
                    } else if (i > 2) {
                      target += 1;
                    } else {}
                  }
                  while (1) {
                    break;
                  }
                }
                """);
    }

    @Test
    void parenthesesStayWhereTheyMatter() {
        String text = "model { target += ((a)) * (b + c) - (d * e) + (-f)^2 + (g ? h : i) + (x')' + m[(j)]; }";
        assertThat(canonical(text, Canonical.PARENTHESES)).isEqualTo("""
                model {
                  target += a * (b + c) - d * e + (-f) ^ 2 + (g ? h : i) + (x')' + m[j];
                }
                """);
    }

    @Test
    void formerSpellingsAreReplaced() {
        String text = """
                functions { real f(real[] x, int[,] n) { return fabs(x[1]); } }
                data { int N; real a[N, 2], b; vector[2] c[3]; }
                model { real z; z <- multiply_log(a[1, 1], b); increment_log_prob(normal_lpdf(b, 0, 1)); }
                """;
        assertThat(canonical(text, Canonical.DEPRECATIONS)).isEqualTo("""
                functions {
                  real f(array[] real x, array[,] int n) { return abs(x[1]); }
                }
                data {
                  int N;
                  array[N, 2] real a;
                  real b;
                  array[3] vector[2] c;
                }
                model {
                  real z;
                  z = lmultiply(a[1, 1], b);
                  target += (normal_lpdf(b | 0, 1));
                }
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model { x ~ ; }", "data { int N }", "real f(real x) { return }", "model { /* open", "modle {}"})
    void refusesSyntaxErrors(String text) {
        assertThatThrownBy(() -> format(text, HOUSE))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("m.model:1:");
    }

    @Test
    void countsLettersBeyondSixteenBitsOnce() {
        assertThat(format("data { int N; /* \uD835\uDEFC */ int M; } // \uD835\uDEFC", HOUSE))
                .isEqualTo("""
                data {
                  int N;
                  /* \uD835\uDEFC */ int M;
                } // \uD835\uDEFC
                """);
    }

    @Test
    void commentsMayStandAnywhere() {
        assertThat(format("/* a\n b */ /* c */ extern(x. /* d */y) real f(real x);/* e */", HOUSE))
                .isEqualTo("""
                /* a
                 b */
                /* c */ extern(x. /* d */ y) real f(real x); /* e */
                """);
    }

    @Test
    void anEmptyTextStaysEmpty() {
        assertThat(format(" \n\n ", HOUSE)).isEmpty();
    }

    @Test
    void aByteOrderMarkGoes() {
        assertThat(format("\uFEFFmodel {}", HOUSE)).isEqualTo("model {}\n");
    }
}
