package dev.cotangent.bench.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OlderSyntaxTest {

    /** As the reference manual of Stan 2.21 writes arrays. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array[N] real y;                          | real y[N];",
                "array[N, M] int<lower=0, upper=1> z;      | int<lower=0, upper=1> z[N, M];",
                "array[N] vector[K + n[1]] x = a;          | vector[K + n[1]] x[N] = a;",
                "array[n[2]] matrix<lower=0>[K, 2] x;      | matrix<lower=0>[K, 2] x[n[2]];",
                "real f(array[,] int a, array[] vector b)  | real f(int[,] a, vector[] b)",
                "array[] real f(real x) {                  | real[] f(real x) {",
                "vector[array_length] y;                   | vector[array_length] y;"
            })
    void arraysAreWrittenTheOldWay(String program, String expected) {
        assertThat(OlderSyntax.of(program)).isEqualTo(expected);
    }
}
