package dev.cotangent.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Draws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransposedDrawsTest {

    @TempDir
    private Path folder;

    /** With 700 columns a block has 748 rows: chains of less than one, of one and a bit, and of none. */
    @Test
    void columnsAreThoseOfTheRows() throws IOException {
        int columns = 700;
        Random random = new Random(1);
        double[][][] values = Stream.of(100, 800, 0, 1496)
                .map(rows -> IntStream.range(0, columns)
                        .mapToObj(k -> random.doubles(rows).toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        List<Column> names = IntStream.range(0, columns)
                .mapToObj(k -> new Column("x." + k, Column.Role.VARIABLE, false))
                .toList();
        Draws draws = Draws.of(names, values);
        try (TransposedDraws transposed = TransposedDraws.of(draws, folder)) {
            for (int k : List.of(0, 1, 349, 699)) {
                assertThat(transposed.column(k)).isDeepEqualTo(draws.values(k));
            }
        }
        assertThat(folder).isEmptyDirectory();
    }
}
