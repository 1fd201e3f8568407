package dev.cotangent.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.Includes;
import dev.cotangent.compiler.ast.AstPrinter;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Program;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    private static Program parse(String text) {
        return Parser.parse(new Source("test.model", text), Includes.none(), new ArrayList<>());
    }

    private static Expression expression(String text) {
        return ((Statement.TargetIncrement)
                        parse("model { target += " + text + "; }").model().get(0))
                .value();
    }

    /** The structure as a text with every operation in parentheses. */
    private static String structure(Expression e) {
        if (e instanceof Expression.Binary b) {
            return "(" + structure(b.left()) + b.operator().symbol() + structure(b.right()) + ")";
        }
        if (e instanceof Expression.Unary u) {
            return "(" + u.operator().symbol() + structure(u.operand()) + ")";
        }
        if (e instanceof Expression.Conditional c) {
            return "(" + structure(c.condition()) + "?" + structure(c.whenTrue()) + ":" + structure(c.whenFalse())
                    + ")";
        }
        return ((Expression.Name) e).name().text();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a + b * c, (a+(b*c))",
                "a - b - c, ((a-b)-c)",
                "a / b * c, ((a/b)*c)",
                "a ^ b ^ c, (a^(b^c))",
                "-a ^ b, (-(a^b))",
                "a ^ -b * c, ((a^(-b))*c)",
                "a ^ -b ^ c, (a^(-(b^c)))",
                "a * -b + c, ((a*(-b))+c)",
                "a .^ b', (a.^('b))",
                "-a', (-('a))",
                "a * b %/% c, (a*(b%/%c))",
                "a / b \\ c, (a/(b\\c))",
                "-a \\ b, ((-a)\\b)",
                "!a == b, ((!a)==b)",
                "a == b < c, (a==(b<c))",
                "a < b < c, ((a<b)<c)",
                "a || b && c, (a||(b&&c))",
                "a && b == c, (a&&(b==c))",
                "a .* b ./ c % d, (((a.*b)./c)%d)",
                "a ? b : c ? d : e, (a?b:(c?d:e))",
                "a || b ? c + d : e, ((a||b)?(c+d):e)",
                "(a + b) * c, ((a+b)*c)",
                "- - a, (-(-a))",
            })
    void bindsOperatorsAsStanDoes(String text, String expected) {
        assertThat(structure(expression(text))).isEqualTo(expected);
    }

    private static final String EVERYTHING = """
            functions {
              real f(real x, data array[,] vector y);
              real f(real x, data array[,] vector y) {
                if (x > 0) {
                  return x;
                }
                else
                  return -x;
              }
              void g_lp(int n) {
                target += n;
                return;
              }
              extern(scalar.Gamma) real lgamma(real x) {
                d x = digamma(x);
              }
            }
            data {
              int<lower=0, upper=(1 > 0)> N;
              array[N, 2] vector<offset=1, multiplier=2>[N] x;
              cholesky_factor_corr[N] L;
            }
            transformed data {
              real d = 1.5e-3, tangent, require = (d + 1) * 2;
              row_vector[3] v = [1, 2, 3];
              array[2] int a = {1, 2};
              matrix[2, 2] m = [[1, 2], [3, 4]]';
            }
            parameters {
              real<lower=0> sigma;
            }
            model {
              sigma ~ normal(0, 1);
              target += normal_lpdf(sigma | 0, 1) + std_normal_lpdf(sigma | );
              for (i in 1:N)
                m[i, 2:, :] = x[a, 1][:3];
              for (e in v) {
                while (1) {
                  if (e > 1)
                    break;
                  continue;
                }
              }
              m[1] .*= v;
              {
                print("e = ", v);
              }
              profile("name") {
                reject("no");
              }
              require[1] = a ? b : c ? (d ? e : f) : g;
              support = (a ? b : c) ? -(a + b) ^ 2 : -2 ^ -3;
            }
            """;

    @Test
    void printedProgramsParseToTheSameText() {
        assertThat(AstPrinter.print(parse(EVERYTHING))).isEqualTo(EVERYTHING);
    }

    @Test
    void placesSpanTheText() {
        Span span = expression("a + foo(b)[2]").span();
        assertThat(span.line()).isEqualTo(1);
        assertThat(span.column()).isEqualTo(19);
        assertThat(span.endColumn()).isEqualTo(19 + "a + foo(b)[2]".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extern",
                "require",
                "support",
                "keep",
                "fisher",
                "d",
                "tangent",
                "cotangent",
                "reals",
                "ints",
                "lower",
                "offset",
                "T"
            })
    void keywordsOfTheLibraryStayNames(String name) {
        String text = "transformed data { real " + name + " = 1; " + name + " = " + name + " + 1; " + name + "[1] = -"
                + name + "(" + name + "[2]); }";
        assertThat(parse(text).transformedData()).hasSize(3);
    }

    @Test
    void underscoresSeparateDigits() {
        assertThat(((Expression.IntLiteral) expression("1_000_000")).value()).isEqualTo(1_000_000);
    }

    @Test
    void commentsAreSkipped() {
        assertThat(parse("/* a */ model { // b\n } // c").model()).isEmpty();
    }

    @Test
    void rejectsDeepNestingCleanly() {
        String text = "(".repeat(5000) + "1" + ")".repeat(5000);
        assertThatThrownBy(() -> expression(text))
                .isInstanceOfSatisfying(
                        CompileException.class,
                        e -> assertThat(e.diagnostics())
                                .extracting(d -> d.code())
                                .containsExactly(Code.TOO_DEEP));
    }

    @Test
    void acceptsModerateNesting() {
        assertThat(expression("(".repeat(200) + "a" + ")".repeat(200))).isInstanceOf(Expression.Name.class);
    }

    @Test
    void rejectsEndlessChainsCleanly() {
        assertThatThrownBy(() -> expression("1" + " + 1".repeat(100_000)))
                .isInstanceOfSatisfying(
                        CompileException.class,
                        e -> assertThat(e.diagnostics())
                                .extracting(d -> d.code())
                                .containsExactly(Code.TOO_DEEP));
    }

    @Test
    void acceptsLongChains() {
        assertThat(expression("1" + " + 1".repeat(900))).isInstanceOf(Expression.Binary.class);
    }
}
