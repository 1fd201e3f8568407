package dev.cotangent.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The typing rules, against Stan's functions reference: operators, indexing, promotion, calls. */
class TypingTest {

    /** Names tell types; {@code as} is an array, {@code av} an array of vectors. */
    private static final String DATA = """
            data {
              int i;
              int j;
              real x;
              real y;
              vector[3] v;
              row_vector[3] r;
              matrix[3, 3] m;
              array[3] int is;
              array[3] real xs;
              array[3, 3] int iss;
              array[3] vector[3] vs;
              array[3] matrix[3, 3] ms;
              complex z;
              complex_vector[3] zv;
              complex_matrix[3, 3] zm;
              tuple(int, real) t;
              array[2] tuple(int, vector[3]) ts;
            }
            """;

    private static TypedProgram check(String text) {
        return Checks.check(new Source("test.model", DATA + text), new Library(new TinyLibrary()));
    }

    /** The value of the expression in a message, which takes every type. */
    private static TypedExpr expression(String text) {
        TypedStmt statement = check("transformed data { print(" + text + "); }")
                .transformedData()
                .get(0);
        return ((TypedStmt.Message.Value) ((TypedStmt.Print) statement).parts().get(0)).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "i + j; int; (i + j)",
                "i + x; real; (real(i) + x)",
                "i / j; int; (i %/% j)",
                "i / x; real; (real(i) / x)",
                "i % j; int; (i % j)",
                "i %/% j; int; (i %/% j)",
                "i ^ j; real; pow(real(i), real(j))",
                "x ^ i; real; pow(x, real(i))",
                "v .^ 2; vector; pow*(v, real(2))",
                "2 .^ v; vector; pow*(real(2), v)",
                "i < x; int; (real(i) < x)",
                "i == j; int; (i == j)",
                "i && i; int; (i && i)",
                "!i; int; !i",
                "!i; int; !i",
                "-i; int; -i",
                "-v; vector; -v",
                "-vs; array[] vector; -vs",
                "+v; vector; v",
                "v'; row_vector; v'",
                "r'; vector; r'",
                "m'; matrix; m'",
                "v + v; vector; (v + v)",
                "v + i; vector; (v + real(i))",
                "i - r; row_vector; (real(i) - r)",
                "m + m; matrix; (m + m)",
                "x * v; vector; (x * v)",
                "m * i; matrix; (m * real(i))",
                "v / i; vector; (v / real(i))",
                "v .* v; vector; (v * v)",
                "m ./ m; matrix; (m / m)",
                "x ./ v; vector; (x / v)",
                "i ./ j; int; (i %/% j)",
                "r * v; real; dot_product(r, v)",
                "v * r; matrix; multiply(v, r)",
                "m * v; vector; multiply(m, v)",
                "r * m; row_vector; multiply(r, m)",
                "m * m; matrix; multiply(m, m)",
                "m \\ v; vector; mdivide_left(m, v)",
                "m / m; matrix; mdivide_right(m, m)",
                "i ? i : x; real; (i ? real(i) : x)",
                "i ? is : xs; array[] real; (i ? real(is) : xs)",
                "i ? v : v; vector; (i ? v : v)",
            })
    void operatorsHaveStansTypes(String text, String type, String printed) {
        TypedExpr e = expression(text);
        assertThat(e.type()).hasToString(type);
        assertThat(TypedExprPrinter.print(e)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v + r", "v * v", "v / v", "xs + xs", "xs + 1", "-m * xs", "x % y", "x %/% y", "v < v", "m && 1",
                "v + m", "m \\ r", "vs * 2"
            })
    void otherOperandsAreRejected(String text) {
        assertThatThrownBy(() -> expression(text))
                .isInstanceOfSatisfying(
                        CompileException.class,
                        e -> assertThat(e.diagnostics().get(0).code()).isEqualTo(Code.WRONG_OPERANDS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "v[1]; real",
                "v[1:2]; vector",
                "v[is]; vector",
                "v[:]; vector",
                "v[]; vector",
                "r[2:]; row_vector",
                "m[1]; row_vector",
                "m[1, 2]; real",
                "m[1:2]; matrix",
                "m[is, 1]; vector",
                "m[1, is]; row_vector",
                "m[, 1]; vector",
                "m[is, 1:2]; matrix",
                "is[1]; int",
                "is[1:2]; array[] int",
                "iss[1]; array[] int",
                "iss[is, 1]; array[] int",
                "iss[is, :2]; array[,] int",
                "vs[1]; vector",
                "vs[1, 2]; real",
                "vs[1][2]; real",
                "vs[is, 2]; array[] real",
                "vs[1, is]; vector",
                "vs[is][1]; vector",
                "ms[1, 2]; row_vector",
                "ms[is, 1:2, 1]; array[] vector",
            })
    void partsHaveStansTypes(String text, String type) {
        assertThat(expression(text).type()).hasToString(type);
    }

    @Test
    void singleIndicesOfIndicesAreMerged() {
        assertThat(TypedExprPrinter.print(expression("ms[1][2][3]"))).isEqualTo("ms[1, 2, 3]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{1, 2}; array[] int; {1, 2}",
                "{1, 2.5}; array[] real; {real(1), 2.5}",
                "{is, xs}; array[,] real; {real(is), xs}",
                "{v, v}; array[] vector; {v, v}",
                "[1, 2.5]; row_vector; [real(1), 2.5]",
                "[r, r]; matrix; [r, r]",
                "[]; row_vector; []",
            })
    void literalsHaveTheCommonType(String text, String type, String printed) {
        TypedExpr e = expression(text);
        assertThat(e.type()).hasToString(type);
        assertThat(TypedExprPrinter.print(e)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "exp(i); real; exp(real(i))",
                "exp(v); vector; exp*(v)",
                "exp(ms); array[] matrix; exp*(ms)",
                "exp(iss); array[,] real; exp*(real(iss))",
                "abs(i); int; abs(i)",
                "abs(is); array[] int; abs*(is)",
                "abs(v); vector; abs*(v)",
                "pow(v, 2); vector; pow*(v, real(2))",
                "pow(v, v); vector; pow*(v, v)",
                "choose(is, 2); array[] int; choose*(is, 2)",
                "ldexp(v, is); vector; ldexp*(v, is)",
                "ldexp(x, is); array[] real; ldexp*(x, is)",
                "sum(is); int; sum(is)",
                "sum(v); real; sum(v)",
                "softmax(v); vector; softmax(v)",
                "softmax(vs); array[] vector; softmax*(vs)",
                "normal_lpdf(v | 0, xs); real; normal_lpdf*(v, real(0), xs)",
                "normal_lpdf(is | 0, 1); real; normal_lpdf*(real(is), real(0), real(1))",
                "normal_lcdf(v | 0, 1); real; normal_lcdf*(v, real(0), real(1))",
                "poisson_lpmf(is | v); real; poisson_lpmf*(is, v)",
                "categorical_lpmf(is | v); real; categorical_lpmf*(is, v)",
                "multi_normal_lpdf(vs | v, m); real; multi_normal_lpdf*(vs, v, m)",
                "multi_normal_lpdf(r | v, m); real; multi_normal_lpdf(r', v, m)",
                "normal_rng(v, 1); array[] real; normal_rng*(v, real(1))",
                "multi_normal_rng(vs, m); array[] vector; multi_normal_rng*(vs, m)",
                "size(m); int; size(m)",
                "dims(vs); array[] int; dims(vs)",
                "rep_array(v, 2, 3); array[,] vector; rep_array(v, 2, 3)",
                "rep_array(is, 2); array[,] int; rep_array(is, 2)",
                "append_array(is, xs); array[] real; append_array(real(is), xs)",
                "to_int(x); int; to_int(x)",
            })
    void callsResolveToOneOverload(String text, String type, String printed) {
        TypedExpr e = expression(text);
        assertThat(e.type()).hasToString(type);
        assertThat(TypedExprPrinter.print(e)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pow(v, r)",
                "pow(v, m)",
                "choose(x, 2)",
                "normal_lpdf(m | 0, 1)",
                "softmax(xs)",
                "poisson_lpmf(x | 1)",
                "is_inf(i)",
                "abs(is, is)",
                "rows(xs)",
                "rep_array(1)",
                "append_array(vs, is)"
            })
    void otherArgumentsAreRejected(String text) {
        assertThatThrownBy(() -> expression(text)).isInstanceOf(CompileException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "t.1; int; t.1",
                "(i, (x, v)); tuple(int, tuple(real, vector)); (i, (x, v))",
                "(i,); tuple(int,); (i,)",
                "ts[1]; tuple(int, vector); ts[1]",
                "ts[1:2]; array[] tuple(int, vector); ts[1:2]",
                "ts[1].2[3]; real; ts[1].2[3]",
                "{t, (x, y)}; array[] tuple(real, real); {(t), (x, y)}",
                "i ? (i, x) : (x, i); tuple(real, real); (i ? ((i, x)) : ((x, i)))",
                "size(ts); int; size(ts)",
            })
    void componentsAndTuples(String text, String type, String printed) {
        TypedExpr found = expression(text);
        assertThat(found.type()).hasToString(type);
        assertThat(TypedExprPrinter.print(found)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2i; complex; complex(0.0, 2.0)",
                "z + i; complex; (z + complex(real(i)))",
                "x * z; complex; (x * z)",
                "zv / x; complex_vector; (zv / x)",
                "zv + v; complex_vector; (zv + complex(v))",
                "zm'; complex_matrix; zm'",
                "zm[1]; complex_row_vector; zm[1]",
                "zm[1, 2]; complex; zm[1, 2]",
                "{x, z}; array[] complex; {complex(x), z}",
                "[x, z]; complex_row_vector; [complex(x), z]",
                "get_imag(zv); vector; zv.imag",
                "to_complex(v, 1); complex_vector; complex(v, real(1))",
                "z == 1; int; (z == complex(real(1)))",
                "rows(zm); int; rows(zm)",
            })
    void complexNumbers(String text, String type, String printed) {
        TypedExpr found = expression(text);
        assertThat(found.type()).hasToString(type);
        assertThat(TypedExprPrinter.print(found)).isEqualTo(printed);
    }
}
