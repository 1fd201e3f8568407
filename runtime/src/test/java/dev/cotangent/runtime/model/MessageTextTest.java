package dev.cotangent.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTextTest {

    private static final char HOLE = MessageText.HOLE;

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
        MessageText text = new MessageText("a " + HOLE + HOLE + ", b " + HOLE + "!");
        text.value(3).value(0.5).elements(new double[] {9, 1, 2.5, 9}, 1, 2);
        assertThat(text).hasToString("a 30.5, b [1,2.5]!");
    }

    @Test
    void elementsOfIntegersAndOfNothingHaveBrackets() {
        MessageText text = new MessageText(HOLE + " " + HOLE);
        text.elements(new int[] {4, 5}, 0, 2).elements(new int[0], 0, 0);
        assertThat(text).hasToString("[4,5] []");
    }

    @Test
    void aTextWithoutHolesIsItself() {
        assertThat(new MessageText("nothing to fill")).hasToString("nothing to fill");
    }
}
