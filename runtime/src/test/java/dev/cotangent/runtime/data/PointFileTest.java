package dev.cotangent.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.model.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointFileTest {

    @TempDir
    Path folder;

    private double[][] read(String text, int dimension) throws IOException {
        Path file = Files.writeString(folder.resolve("points.json"), text);
        return PointFile.read(file, "points.json", dimension);
    }

    @Test
    void readsARowAPoint() throws IOException {
        double[][] points = read("{\"points\": [[1, 2.5], [\"-Infinity\", NaN]]}", 2);

        assertThat(points).hasNumberOfRows(2);
        assertThat(points[0]).containsExactly(1, 2.5);
        assertThat(points[1]).containsExactly(Double.NEGATIVE_INFINITY, Double.NaN);
    }

    @Test
    void readsPointsWithoutCoordinates() throws IOException {
        assertThat(read("{\"points\": [[], []]}", 0)).isDeepEqualTo(new double[2][0]);
    }

    @Test
    void readsNoPoints() throws IOException {
        assertThat(read("{\"points\": []}", 3)).isEmpty();
    }

    @Test
    void rejectsPointsOfAnotherDimension() {
        assertThatThrownBy(() -> read("{\"points\": [[1, 2]]}", 3))
                .isInstanceOf(DataException.class)
                .hasMessage("points.json:1:12: expected points of 3 coordinates, found array of 1 x 2 numbers");
    }

    @Test
    void rejectsOnePointWithoutItsList() {
        assertThatThrownBy(() -> read("{\"points\": [1, 2]}", 2))
                .isInstanceOf(DataException.class)
                .hasMessage("points.json:1:12: expected points of 2 coordinates, found array of 2 numbers");
    }

    @Test
    void rejectsRaggedPoints() {
        assertThatThrownBy(() -> read("{\"points\": [[1, 2], [3]]}", 2))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 elements where 2 came before");
    }

    @Test
    void rejectsAFileWithoutPoints() {
        assertThatThrownBy(() -> read("{\"point\": [[1]]}", 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no points");
    }
}
