package dev.cotangent.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTextTest {

    private static final String HOLE = String.valueOf(MessageText.HOLE);
    private static final String OPEN = String.valueOf(MessageText.OPEN);
    private static final String CLOSE = String.valueOf(MessageText.CLOSE);
    private static final String VECTOR = OPEN + HOLE + CLOSE;
    private static final String MATRIX = OPEN + VECTOR + CLOSE;

    private static int[] sizes(int... sizes) {
        return sizes;
    }

    /** Expected texts: what {@code std::cout << value} writes, by g++ 12. */
    @ParameterizedTest
    @CsvSource({
        "0.3333333333333333, 0.333333",
        "1, 1",
        "-2.50, -2.5",
        "123456.5, 123456",
        "123457.5, 123458",
        "999999.5, 1e+06",
        "1234567, 1.23457e+06",
        "0.0001, 0.0001",
        "0.00001234, 1.234e-05",
        "1e100, 1e+100",
        "-1e-300, -1e-300",
        "0, 0",
        "-0.0, -0",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void realsAreShownAsStreamsOfCppShowThem(double value, String text) {
        assertThat(MessageText.show(value)).isEqualTo(text);
    }

    @Test
    void valuesFillTheHolesFromLeftToRight() {
        MessageText text = new MessageText("a " + HOLE + HOLE + ", b " + VECTOR + "!");
        text.value(3).value(0.5).elements(new double[] {9, 1, 2.5, 9}, 1, sizes(2), false);
        assertThat(text).hasToString("a 30.5, b [1,2.5]!");
    }

    @Test
    void elementsOfIntegersAndOfNothingHaveBrackets() {
        MessageText text = new MessageText(VECTOR + " " + VECTOR);
        text.elements(new int[] {4, 5}, 0, sizes(2), false).elements(new int[0], 0, sizes(0), false);
        assertThat(text).hasToString("[4,5] []");
    }

    @Test
    void arraysAreStoredByRowsAndMatricesByColumns() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        assertThat(new MessageText(MATRIX).elements(values, 6, sizes(2, 3), false))
                .hasToString("[[7,8,9],[10,11,12]]");
        assertThat(new MessageText(MATRIX).elements(values, 6, sizes(2, 3), true))
                .hasToString("[[7,9,11],[8,10,12]]");
        assertThat(new MessageText(OPEN + MATRIX + CLOSE).elements(values, 0, sizes(2, 2, 3), true))
                .hasToString("[[[1,3,5],[2,4,6]],[[7,9,11],[8,10,12]]]");
    }

    @Test
    void whatStandsInAnArrayIsRepeatedForEveryElement() {
        MessageText text = new MessageText("x" + OPEN + "(" + HOLE + ":" + VECTOR + ")" + CLOSE + "y" + HOLE);
        text.elements(new int[] {1, 2}, 0, sizes(2), false)
                .elements(new double[] {0.5, 1.5, 2.5, 3.5, 4.5, 5.5}, 0, sizes(2, 3), false)
                .value(8);
        assertThat(text).hasToString("x[(1:[0.5,1.5,2.5]),(2:[3.5,4.5,5.5])]y8");
    }

    @Test
    void anArrayWithoutElementsIsSkippedWithAllThatIsInIt() {
        MessageText text = new MessageText(OPEN + "(" + HOLE + "," + MATRIX + ")" + CLOSE + HOLE + VECTOR);
        text.elements(new int[0], 0, sizes(0), false)
                .elements(new double[0], 0, sizes(0, 2, 2), true)
                .value(8)
                .elements(new int[] {9}, 0, sizes(1), false);
        assertThat(text).hasToString("[]8[9]");
        assertThat(new MessageText(MATRIX).elements(new double[0], 0, sizes(2, 0), true))
                .hasToString("[[],[]]");
    }

    @Test
    void marksInLiteralsAreNotMarks() {
        assertThat(new MessageText(MessageText.literal("a" + HOLE + OPEN + CLOSE + "b")))
                .hasToString("a\ufffd\ufffd\ufffdb");
    }

    @Test
    void aTextWithoutHolesIsItself() {
        assertThat(new MessageText("nothing to fill")).hasToString("nothing to fill");
    }
}
