package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reference values of one function, from {@code reference/function/NAME.csv}: arguments, then the value. */
final class ReferenceValues {
    /** A function of a row's arguments. */
    interface Function {
        double at(double[] arguments);
    }

    private final List<double[]> rows;

    private ReferenceValues(List<double[]> rows) {
        this.rows = rows;
    }

    static ReferenceValues of(String name) {
        String path = "/reference/function/" + name + ".csv";
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(ReferenceValues.class.getResourceAsStream(path), StandardCharsets.UTF_8))) {
            return new ReferenceValues(reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> Stream.of(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** Claims an error of at most so many ulps of the value, which itself is rounded by half an ulp. */
    void assertUlps(double ulps, Function function) {
        assertThat(rows).hasSizeGreaterThan(20);
        for (double[] row : rows) {
            double expected = row[row.length - 1];
            double error = Math.abs(function.at(row) - expected) / Math.ulp(expected);
            assertThat(error).as("ulps at %s", Arrays.toString(row)).isLessThanOrEqualTo(ulps + 0.5);
        }
    }

    /** Claims a relative error. */
    void assertRelative(double error, Function function) {
        assertThat(rows).hasSizeGreaterThan(20);
        for (double[] row : rows) {
            double expected = row[row.length - 1];
            assertThat(Math.abs(function.at(row) - expected) / Math.abs(expected))
                    .as("relative error at %s", Arrays.toString(row))
                    .isLessThanOrEqualTo(error);
        }
    }
}
