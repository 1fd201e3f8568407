package dev.cotangent.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.model.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDataTest {

    private static JsonData parse(String text) {
        return JsonData.parse(text, "data.json");
    }

    private static JsonData y(String value) {
        return parse("{\"y\": " + value + "}");
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    @Test
    void readsScalars() {
        JsonData data = parse("{\"N\": 8, \"tau\": 2.5, \"n\": -3}");

        assertThat(data.integer("N")).isEqualTo(8);
        assertThat(data.real("tau")).isEqualTo(2.5);
        assertThat(data.integer("n")).isEqualTo(-3);
        assertThat(data.names()).containsExactly("N", "tau", "n");
    }

    @Test
    void acceptsAnIntegerWhereARealIsDeclared() {
        assertThat(y("17").real("y")).isEqualTo(17.0);
        assertThat(y("[1, 2.5]").reals("y", shape(2), false)).containsExactly(1.0, 2.5);
    }

    @Test
    void acceptsAnIntegerThatOverflowsAsAReal() {
        assertThat(y("2147483648").real("y")).isEqualTo(2147483648.0);
        assertThat(y("123456789012345678901").real("y")).isEqualTo(123456789012345678901.0);
        assertThat(y("[2147483647, -2147483648]").integers("y", shape(2)))
                .containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "'\"NaN\"', NaN",
        "'\"Inf\"', Infinity",
        "'\"-Inf\"', -Infinity",
        "'\"Infinity\"', Infinity",
        "'\"-Infinity\"', -Infinity"
    })
    void readsSpecialReals(String written, Double value) {
        assertThat(y(written).real("y")).isEqualTo(value);
        assertThat(y("[0, " + written + "]").reals("y", shape(2), false)).containsExactly(0.0, value);
    }

    @Test
    void keepsArraysRowMajor() {
        JsonData data = y("[[1, 2, 3], [4, 5, 6]]");

        assertThat(data.reals("y", shape(2, 3), false)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(data.integers("y", shape(2, 3))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void storesMatricesColumnMajor() {
        assertThat(y("[[1, 2, 3], [4, 5, 6]]").reals("y", shape(2, 3), true)).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void storesArraysOfMatricesOneAfterTheOther() {
        assertThat(y("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]").reals("y", shape(2, 2, 2), true))
                .containsExactly(1, 3, 2, 4, 5, 7, 6, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0,3", "3,0", "2,0,4"})
    void oneEmptyListStandsForEveryShapeWithoutElements(String sizes) {
        int[] shape =
                Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray();

        assertThat(y("[]").reals("y", shape, shape.length > 1)).isEmpty();
        assertThat(y("[]").integers("y", shape)).isEmpty();
    }

    @Test
    void acceptsEmptyRows() {
        assertThat(y("[[], []]").reals("y", shape(2, 0), true)).isEmpty();
        assertThat(y("[[], []]").reals("y", shape(2, 0, 5), true)).isEmpty();
        assertThatThrownBy(() -> y("[[], []]").reals("y", shape(3, 0), true))
                .hasMessage("data.json:1:7: variable 'y' is declared as matrix[3,0], found empty array of 2 x 0\n"
                        + "  hint: 'y' has no elements: write []");
    }

    @Test
    void rejectsAnEmptyListWhereElementsAreDeclared() {
        assertThatThrownBy(() -> y("[]").integers("y", shape(3)))
                .hasMessage("data.json:1:7: variable 'y' is declared as array[3] int, found empty array");
    }

    @Test
    void namesAMissingVariable() {
        assertThatThrownBy(() -> parse("{\"J\": 8}").reals("sigma", shape(8), false))
                .isInstanceOf(DataException.class)
                .hasMessage("data.json: variable 'sigma' is missing: the model declares it as array[8] real");
    }

    @Test
    void suggestsTheNameThatWasMeant() {
        assertThatThrownBy(() -> parse("{\"n\": 8, \"sigmas\": [1, 2]}").reals("sigma", shape(2), false))
                .hasMessage("data.json: variable 'sigma' is missing: the model declares it as array[2] real\n"
                        + "  hint: did you mean 'sigmas'?");
        assertThatThrownBy(() -> parse("{\"n\": 8, \"sigmas\": [1, 2]}").integer("N"))
                .hasMessage("data.json: variable 'N' is missing: the model declares it as int\n"
                        + "  hint: did you mean 'n'?");
    }

    @Test
    void saysWhichShapeWasFound() {
        assertThatThrownBy(() -> parse("{\n  \"y\": [1, 2, 3, 4, 5, 6, 7]\n}").integers("y", shape(8)))
                .hasMessage("data.json:2:8: variable 'y' is declared as array[8] int, found array of 7 numbers");
        assertThatThrownBy(() -> y("[[1, 2, 3], [4, 5, 6]]").reals("y", shape(3, 2, 4), true))
                .hasMessage(
                        "data.json:1:7: variable 'y' is declared as array[3] matrix[2,4], found array of 2 x 3 numbers");
    }

    @Test
    void saysThatAMatrixIsTransposed() {
        assertThatThrownBy(() -> y("[[1, 2, 3], [4, 5, 6]]").reals("y", shape(3, 2), true))
                .hasMessage("data.json:1:7: variable 'y' is declared as matrix[3,2], found array of 2 x 3 numbers\n"
                        + "  hint: a matrix is written as a list of its rows");
    }

    @Test
    void tellsAnArrayOfOneElementFromASingleNumber() {
        assertThatThrownBy(() -> y("3.5").reals("y", shape(1), false))
                .hasMessage("data.json:1:7: variable 'y' is declared as array[1] real, found real 3.5\n"
                        + "  hint: an array of one element is written in brackets: [3.5]");
        assertThatThrownBy(() -> y("[3]").integer("y"))
                .hasMessage("data.json:1:7: variable 'y' is declared as int, found array of 1 number\n"
                        + "  hint: a single number is written without brackets: 3");
    }

    @Test
    void rejectsARealWhereIntegersAreDeclared() {
        assertThatThrownBy(() -> parse("{\n\"y\": [1, 3.5, 2]\n}").integers("y", shape(3)))
                .hasMessage("data.json:2:10: variable 'y' is declared as array[3] int, found real 3.5 at y[2]");
        assertThatThrownBy(() -> y("[[1, 2], [3, 4e1]]").integers("y", shape(2, 2)))
                .hasMessage("data.json:1:20: variable 'y' is declared as array[2,2] int, found real 4e1 at y[2,2]\n"
                        + "  hint: an int is written without decimal point or exponent: 40");
        assertThatThrownBy(() -> y("17.0").integer("y"))
                .hasMessage("data.json:1:7: variable 'y' is declared as int, found real 17.0\n"
                        + "  hint: an int is written without decimal point or exponent: 17");
        assertThatThrownBy(() -> y("3000000000").integer("y"))
                .hasMessage("data.json:1:7: variable 'y' is declared as int, found real 3000000000\n"
                        + "  hint: an int lies between -2147483648 and 2147483647");
    }

    @Test
    void rejectsBooleansAndNullWhereTheyAreUsed() {
        assertThatThrownBy(() -> y("[0, true]").integers("y", shape(2)))
                .hasMessage("data.json:1:11: variable 'y' is declared as array[2] int, found true at y[2]\n"
                        + "  hint: a boolean is written as 1 or 0");
        assertThatThrownBy(() -> y("null").real("y"))
                .hasMessage("data.json:1:7: variable 'y' is declared as real, found null\n"
                        + "  hint: Stan's JSON has no missing values; NaN is written NaN or \"NaN\"");
    }

    @Test
    void rejectsOtherStringsAndObjects() {
        assertThatThrownBy(() -> y("[[1], [\"2\"]]").reals("y", shape(2, 1), false))
                .hasMessage(
                        "data.json:1:14: variable 'y' is declared as array[2,1] real, found string \"2\" at y[2,1]\n"
                                + "  hint: numbers are written without quotes");
        assertThatThrownBy(() -> y("{\"1\": [2]}").real("y"))
                .hasMessage("data.json:1:7: variable 'y' is declared as real, found an object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[1, 2], [3]]   | 1 elements where 2 came before at y[2]",
                "[[], [3]]       | 1 elements where 0 came before at y[2]",
                "[1, [2]]        | an array among numbers at y[2]",
                "[[1], 2]        | a number among arrays at y[2]",
            })
    void rejectsRaggedArrays(String written, String found) {
        assertThatThrownBy(() -> y(written).reals("y", shape(2, 2), false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "INF"})
    void rejectsNumbersThatAreNotStansJson(String written) {
        assertThatThrownBy(() -> y("[" + written + "]").reals("y", shape(1), false))
                .isInstanceOf(DataException.class);
    }

    @Test
    void ignoresWhatTheModelDoesNotDeclare() {
        JsonData data =
                parse("{\"note\": \"from the paper\", \"meta\": {\"ok\": [true, null]}, \"r\": [[1], 2], \"N\": 3}");

        assertThat(data.integer("N")).isEqualTo(3);
    }

    @Test
    void rejectsAVariableThatIsDefinedTwice() {
        assertThatThrownBy(() -> parse("{\"y\": 1,\n \"y\": 2}"))
                .isInstanceOf(DataException.class)
                .hasMessage("data.json:2:2: variable 'y' is defined twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1, 2]", "3", "{\"y\": 1} 2", "{\"y\": [1, 2", "{\"y\" 1}", "{\"y\": 1,}", "{y: 1}"})
    void rejectsTextThatIsNotAnObject(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(DataException.class).hasMessageStartingWith("data.json:1:");
    }

    @Test
    void locatesASyntaxError() {
        assertThatThrownBy(() -> parse("{\"N\": 3,\n \"y\": [1, 2 3]}"))
                .hasMessageStartingWith("data.json:2:13: not valid JSON: ");
    }

    @Test
    void rejectsNestsTooDeepToBeData() {
        assertThatThrownBy(() -> y("[".repeat(100_000))).isInstanceOf(DataException.class);
    }

    @Test
    void readsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("eight.json"), "{\"J\": 8}");

        assertThat(JsonData.read(file).integer("J")).isEqualTo(8);
        assertThatThrownBy(() -> JsonData.read(file).real("mu"))
                .hasMessageStartingWith(file + ": variable 'mu' is missing");
    }

    @Test
    void namesAFileThatDoesNotExist(@TempDir Path folder) {
        Path file = folder.resolve("none.json");

        assertThatThrownBy(() -> JsonData.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": no such file");
    }

    @Test
    void readsAStream() {
        byte[] bytes = "\uFEFF{\"y\": [0.1, 1e-300]}".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonData.read(new ByteArrayInputStream(bytes), "standard input")
                        .reals("y", shape(2), false))
                .containsExactly(0.1, 1e-300);
    }

    // --- tuples

    @Test
    void componentsOfATupleAreReadByTheirPath() {
        JsonData data = y("{\"1\": 3, \"2\": {\"1\": [1.5, 2], \"2\": [[1, 2], [3, 4]]}}");
        assertThat(data.integer("y.1")).isEqualTo(3);
        assertThat(data.reals("y.2.1", shape(2), false)).containsExactly(1.5, 2);
        assertThat(data.reals("y.2.2", shape(2, 2), true)).containsExactly(1, 3, 2, 4);
    }

    @Test
    void arrayOfTuplesBecomesAnArrayOfEachComponent() {
        JsonData data = y("[[{\"1\": 1, \"2\": [1, 2]}, {\"1\": 2, \"2\": [3, 4]}, {\"1\": 3, \"2\": [5, 6]}]]");
        assertThat(data.integers("y.1", shape(1, 3))).containsExactly(1, 2, 3);
        assertThat(data.reals("y.2", shape(1, 3, 2), false)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void emptyArrayOfTuplesHasNoComponents() {
        assertThat(y("[]").integers("y.1", shape(0))).isEmpty();
        assertThat(y("{\"1\": 2, \"2\": []}").reals("y.2.1", shape(0, 3), false))
                .isEmpty();
    }

    @Test
    void tupleIsNoNumber() {
        assertThatThrownBy(() -> y("{\"1\": 2}").real("y"))
                .isInstanceOf(DataException.class)
                .hasMessage("data.json:1:7: variable 'y' is declared as real, found an object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[{\"1\": 1, \"2\": 2}, {\"1\": 1}]; y.2; 1 values for 2 tuples",
                "[{\"1\": [1]}, {\"1\": [1, 2]}]; y.1; 2 elements where 1 came before",
                "[{\"1\": 1}, {\"1\": [1, 2]}]; y.1; an array among numbers",
                "[{\"1\": 1}, [{\"1\": 1}]]; y.1; variable 'y.1' is missing",
                "[1, {\"1\": 1}]; y; numbers among objects",
            })
    void raggedTuplesAreRejected(String value, String name, String message) {
        assertThatThrownBy(() -> y(value).reals(name, shape(2), false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void memberMayNotNameAComponentAgain() {
        assertThatThrownBy(() -> parse("{\"y\": {\"1\": 2}, \"y.1\": 3}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("variable 'y.1' is defined twice");
    }
}
