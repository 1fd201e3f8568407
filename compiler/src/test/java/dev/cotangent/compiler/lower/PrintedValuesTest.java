package dev.cotangent.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.interpret.Interpreter;
import dev.cotangent.compiler.ir.interpret.World;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How values are printed. The formats are those of {@code stan/math/prim/fun/stan_print.hpp} of the Stan Math library, of
 * which the texts were worked out by hand; a complex number is shown as C++ streams show it.
 */
class PrintedValuesTest {

    /** Values that the expressions name; sizes are not known when the program is compiled. */
    private static final String VALUES = """
            int two = size({0, 0});
            int none = two - 2;
            array[two, 3] int n = {{1, 2, 3}, {4, 5, 6}};
            array[2, 1, 2] int n3 = {{{1, 2}}, {{3, 4}}};
            vector[two] v = [1.5, -2]';
            matrix[two, 3] m = [[1.5, 2, 3], [4, 5, 6]];
            array[2] vector[two] av = {v, 2 * v};
            array[2] matrix[2, two] am = {[[1, 2], [3, 4]], [[5, 6], [7, 8]]};
            array[2, 1] matrix[1, 2] am2 = {{[[1, 2]]}, {[[3, 4]]}};
            array[2] matrix[two, none] wide = {rep_matrix(0, 2, 0), rep_matrix(0, 2, 0)};
            array[none, 3] int nothing;
            complex z = 1 - 0.5i;
            complex_vector[2] zv = [z, 2]';
            complex_matrix[2, two] zm = [[z, 2], [3, 4]];
            array[2] complex za = {z, 3};
            array[2] complex_matrix[1, 2] zam = {[[z, 1]], [[2, 3]]};
            tuple(int, vector[two], matrix[2, 2]) t = (7, v, [[1, 2], [3, 4]]);
            array[two] tuple(int, vector[2]) at = {(1, v), (2, -v)};
            array[none] tuple(int, array[2] tuple(real, matrix[2, 2])) no_tuples;
            array[2] tuple(int, array[two] tuple(real, row_vector[2])) deep
              = {(1, {(0.5, [1, 2]), (1.5, [3, 4])}), (2, {(2.5, [5, 6]), (3.5, [7, 8])})};
            array[1] tuple(array[none] tuple(int, int), int) half = {(no_pairs(), 5)};
            """;

    private static final String FUNCTIONS = """
            functions {
              array[] tuple(int, int) no_pairs() {
                array[0] tuple(int, int) result;
                return result;
              }
            }
            """;

    private static String program(String statement) {
        return FUNCTIONS + "transformed data {\n" + VALUES + statement + "\n}";
    }

    private static Compiler compiler(String text) {
        return new Compiler(new Source(TestModel.FILE, text), Autodiff.MIXED);
    }

    private static List<String> interpreted(Procedure bind) {
        List<String> lines = new ArrayList<>();
        World world = new World(Optional.of(MapData.empty()), Optional.empty(), lines::add);
        new Interpreter(List.of(bind)).run(bind, new double[0], List.of(), world);
        return lines;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n                 | [[1,2,3],[4,5,6]]",
                "n[2]              | [4,5,6]",
                "n[, 2]            | [2,5]",
                "n3                | [[[1,2]],[[3,4]]]",
                "v                 | [1.5,-2]",
                "v'                | [1.5,-2]",
                "m                 | [[1.5,2,3],[4,5,6]]",
                "m'                | [[1.5,4],[2,5],[3,6]]",
                "m[2]              | [4,5,6]",
                "m[, 2:3]          | [[2,3],[5,6]]",
                "av                | [[1.5,-2],[3,-4]]",
                "av[2]             | [3,-4]",
                "am                | [[[1,2],[3,4]],[[5,6],[7,8]]]",
                "am[2]             | [[5,6],[7,8]]",
                "am2               | [[[[1,2]]],[[[3,4]]]]",
                "wide              | [[[],[]],[[],[]]]",
                "wide[1]'          | []",
                "nothing           | []",
                "v[1:0]            | []",
                "z                 | (1,-0.5)",
                "zv                | [(1,-0.5),(2,0)]",
                "zm                | [[(1,-0.5),(2,0)],[(3,0),(4,0)]]",
                "za                | [(1,-0.5),(3,0)]",
                "zam               | [[[(1,-0.5),(1,0)]],[[(2,0),(3,0)]]]",
                "t                 | (7,[1.5,-2],[[1,2],[3,4]])",
                "at                | [(1,[1.5,-2]),(2,[-1.5,2])]",
                "at[2]             | (2,[-1.5,2])",
                "no_tuples         | []",
                "deep[2]           | (2,[(2.5,[5,6]),(3.5,[7,8])])",
                "deep[1].2[2]      | (1.5,[3,4])",
                "half              | [([],5)]",
                "'a', m, 1, za, 'b' | a[[1.5,2,3],[4,5,6]]1[(1,-0.5),(3,0)]b",
            },
            quoteCharacter = '`')
    void valuesAreNestedByTheirShapes(String values, String expected) {
        String text = program("print(" + values.replace("'a'", "\"a\"").replace("'b'", "\"b\"") + ");");
        assertThat(TestModel.of(text).printed()).containsExactly(expected);
        assertThat(interpreted(compiler(text).lower().bind())).containsExactly(expected);
        assertThat(interpreted(compiler(text).differentiate().program().bind())).containsExactly(expected);
    }

    @Test
    void tuplesInArraysOfTuplesAreNestedToo() {
        String text = program("print(deep);");
        String expected = "[(1,[(0.5,[1,2]),(1.5,[3,4])]),(2,[(2.5,[5,6]),(3.5,[7,8])])]";
        assertThat(TestModel.of(text).printed()).containsExactly(expected);
        assertThat(interpreted(compiler(text).lower().bind())).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"reject, REJECTION", "fatal_error, FATAL"})
    void failuresTellNestedValues(String statement, ModelFailure.Kind kind) {
        String text = program(statement + "(\"m is \", m, \", at is \", at);");
        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> TestModel.of(text));
        assertThat(failure).hasMessage("m is [[1.5,2,3],[4,5,6]], at is [(1,[1.5,-2]),(2,[-1.5,2])]");
        assertThat(failure.kind()).isEqualTo(kind);
        Procedure bind = compiler(text).lower().bind();
        assertThat(catchThrowableOfType(ModelFailure.class, () -> interpreted(bind)))
                .hasMessage(failure.getMessage());
    }

    @Test
    void parametersAreNestedToo() {
        TestModel model = TestModel.of("parameters { matrix[2, 2] m; } model { print(m, {m[1], m[2] * 2}); }");
        model.value(1, 2, 3, 4);
        assertThat(model.printed()).containsExactly("[[1,3],[2,4]][[1,3],[4,8]]");
    }
}
