package dev.cotangent.runtime.data.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.RowSource;
import dev.cotangent.runtime.model.RowVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilesTest {

    private static final RowVariable Y = new RowVariable("y", true, List.of(), false);
    private static final RowVariable X = new RowVariable("x", false, List.of(2), false);

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path packed(String text) throws IOException {
        Path target = folder.resolve("data.rows");
        RowFiles.pack(file("data.csv", text), "data.csv", target);
        return target;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 1 << 20})
    void rowsComeBackFromEverySegment(int segment) throws IOException {
        StringBuilder csv = new StringBuilder("x.2,y,x.1\n");
        for (int row = 0; row < 100; row++) {
            csv.append(row + 0.25)
                    .append(',')
                    .append(row % 3)
                    .append(',')
                    .append(-row)
                    .append(".5e-1\n");
        }
        PackedRows rows = PackedRows.open(packed(csv.toString()), "data.rows", segment);
        assertThat(rows.rows()).isEqualTo(100);
        assertThat(rows.has("x")).isTrue();
        assertThat(rows.has("z")).isFalse();
        RowSource.Reader reader = rows.open(List.of(X, Y));
        double[][] windows = {new double[6], new double[3]};
        reader.read(new int[] {99, 4, 4}, 3, windows);
        assertThat(windows[0]).containsExactly(-9.95, 99.25, -0.45, 4.25, -0.45, 4.25);
        assertThat(windows[1]).containsExactly(0, 1, 1);
        reader.read(49, 52, windows);
        assertThat(windows[0]).containsExactly(-4.95, 49.25, -5.05, 50.25, -5.15, 51.25);
        assertThat(windows[1]).containsExactly(1, 2, 0);
    }

    @Test
    void aCsvFileIsReadAsItIs() throws IOException {
        PackedRows rows = RowFiles.open(file("d.csv", "y,\"x.1\", x.2 \r\n1,2.5,NaN\r\n0,-Inf,3\r\n"), "d.csv");
        double[][] windows = {new double[4], new double[2]};
        rows.open(List.of(X, Y)).read(0, 2, windows);
        assertThat(windows[0]).containsExactly(2.5, Double.NaN, Double.NEGATIVE_INFINITY, 3);
    }

    /** A value that makes a column one of reals comes late, and what was written before must be right all the same. */
    @Test
    void aLateRealMakesAColumnReal() throws IOException {
        StringBuilder csv = new StringBuilder("y,x.1,x.2\n");
        for (int row = 0; row < 50_000; row++) {
            csv.append(row).append(",1,").append(row == 49_000 ? "0.5" : "7").append('\n');
        }
        PackedRows rows = PackedRows.open(packed(csv.toString()), "data.rows");
        assertThat(rows.stride()).isEqualTo(16);
        double[][] windows = {new double[2], new double[1]};
        RowSource.Reader reader = rows.open(List.of(X, Y));
        reader.read(new int[] {49_000}, 1, windows);
        assertThat(windows[0]).containsExactly(1, 0.5);
        assertThat(windows[1]).containsExactly(49_000);
        reader.read(new int[] {123}, 1, windows);
        assertThat(windows[0]).containsExactly(1, 7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | empty: the first line must name data variables, as y,x.1,x.2",
                "y,x.1         | no rows behind the line of names",
                "y,y;1,2       | :1: column 'y' is there twice",
                "y,3;1,2       | :1: the first line must name data variables, as y or x.1, but has '3'",
                "y,x.1;1,2;3   | :3: has 1 field, but the first line names 2",
                "y,x.1;1,NA    | :2: x.1 must be a number, but is 'NA'",
                "y,x.1;1,0x1   | :2: x.1 must be a number, but is '0x1'",
                "y,x.1;1,      | :2: x.1 must be a number, but is ''"
            })
    void badTextIsSaid(String text, String message) throws IOException {
        Path csv = file("bad.csv", text.replace(';', '\n'));
        Path target = folder.resolve("bad.rows");
        assertThatThrownBy(() -> RowFiles.pack(csv, "bad.csv", target))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("bad.csv:")
                .hasMessageContaining(message.strip());
        assertThat(folder.toFile().list()).containsExactly("bad.csv");
    }

    @Test
    void filesThatAreNotWholeAreSaid() throws IOException {
        byte[] bytes = Files.readAllBytes(packed("y,x.1,x.2\n1,2.5,3.5\n0,4.5,5\n"));
        assertRefused(Arrays.copyOf(bytes, bytes.length - 1), "cut off: 2 rows take");
        assertRefused(Arrays.copyOf(bytes, bytes.length + 8), "has something behind its rows");
        assertRefused(Arrays.copyOf(bytes, 20), "cut off: it ends within its header");
        assertRefused(Arrays.copyOf(bytes, 60), "cut off: it ends within its header");
        assertRefused("y,x\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), "not a packed file of rows");
        byte[] other = bytes.clone();
        other[8] = 2;
        assertRefused(other, "packed by another version of the format: found 2, this version reads 1");
        byte[] header = bytes.clone();
        header[16]++;
        assertRefused(header, "its header is damaged: its checksum is wrong");
        byte[] row = bytes.clone();
        row[bytes.length - 3] ^= 1;
        assertRefused(row, "its rows are damaged");
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = Files.write(folder.resolve("other.rows"), bytes);
        assertThatThrownBy(() -> PackedRows.open(file, "other.rows"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("other.rows: ")
                .hasMessageContaining(message);
    }

    @Test
    void variablesMustFit() throws IOException {
        PackedRows rows = PackedRows.open(packed("y,x.1,x.2\n1.5,2.5,3.5\n"), "data.rows");
        assertThatThrownBy(() -> rows.open(List.of(Y)))
                .hasMessageContaining("declared as int, but column 'y' has values");
        assertThatThrownBy(() -> rows.open(List.of(new RowVariable("x", false, List.of(3), false))))
                .hasMessageContaining("column 'x.3' is missing")
                .hasMessageContaining("the columns are x.1, x.2, y");
        assertThatThrownBy(() -> rows.open(List.of(new RowVariable("x", false, List.of(1), false))))
                .hasMessageContaining("has 1 values a row, but there is a column 'x.2'");
    }
}
