package dev.cotangent.bench.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.bench.posteriordb.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RDumpTest {

    /** As R 4.2 writes the same values with {@code dump}, which puts the first index fastest. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"N\": 3}                              | \"N\" <- 3",
                "{\"x\": -2.5}                           | \"x\" <- -2.5",
                "{\"y\": [1, 2]}                         | \"y\" <- c(1, 2)",
                "{\"y\": []}                             | \"y\" <- integer(0)",
                "{\"m\": [[1, 2, 3], [4, 5, 6]]}         | \"m\" <- structure(c(1, 4, 2, 5, 3, 6), .Dim = c(2, 3))",
                "{\"m\": [[], []]}                       | \"m\" <- structure(integer(0), .Dim = c(2, 0))",
                "{\"a\": [[[1, 2]], [[3, 4]]]}           | \"a\" <- structure(c(1, 3, 2, 4), .Dim = c(2, 1, 2))"
            })
    void valuesAreWrittenFirstIndexFastest(String json, String expected) throws IOException {
        String dump = RDump.of(JsonTree.object(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(dump.strip()).isEqualTo(expected);
    }
}
