package dev.cotangent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {

    @ParameterizedTest
    @CsvSource({
        "4.3851, 4.39",
        "-0.031249, -0.0312",
        "0.5, 0.500",
        "100, 100",
        "12345.6, 12346",
        "1234567, 1.23E+6",
        "0.0000123, 0.0000123",
        "1.5e-9, 1.50E-9",
        "0, 0",
        "-0.0, 0",
        "NaN, -",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void keepsThreeSignificantDigits(double value, String text) {
        assertThat(NumberFormat.significant(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1.00049, 3, 1.000", "1234.5, 0, 1234", "NaN, 3, -"})
    void keepsAFixedNumberOfDecimals(double value, int decimals, String text) {
        assertThat(NumberFormat.fixed(value, decimals)).isEqualTo(text);
    }
}
