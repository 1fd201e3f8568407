package dev.cotangent.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.model.DataException;
import org.junit.jupiter.api.Test;

class MapDataTest {

    private static int[] shape(int... sizes) {
        return sizes;
    }

    @Test
    void returnsWhatWasPut() {
        MapData data = MapData.builder()
                .put("N", 2)
                .put("tau", 0.5)
                .put("k", new int[] {3, 4})
                .put("x", new double[] {1.5, 2.5})
                .build();

        assertThat(data.integer("N")).isEqualTo(2);
        assertThat(data.real("tau")).isEqualTo(0.5);
        assertThat(data.integers("k", shape(2))).containsExactly(3, 4);
        assertThat(data.reals("k", shape(2), false)).containsExactly(3, 4);
        assertThat(data.reals("x", shape(2), false)).containsExactly(1.5, 2.5);
        assertThat(data.names()).containsExactly("N", "tau", "k", "x");
    }

    @Test
    void readsRowsOfMatrices() {
        MapData data = MapData.builder()
                .put("X", new double[][] {{1, 2, 3}, {4, 5, 6}})
                .put("k", new int[][][] {{{1, 2}}, {{3, 4}}})
                .put("A", new double[][][] {{{1, 2}, {3, 4}}})
                .build();

        assertThat(data.reals("X", shape(2, 3), true)).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(data.reals("X", shape(2, 3), false)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(data.integers("k", shape(2, 1, 2))).containsExactly(1, 2, 3, 4);
        assertThat(data.reals("A", shape(1, 2, 2), true)).containsExactly(1, 3, 2, 4);
    }

    @Test
    void readsEmptyArrays() {
        MapData data = MapData.builder()
                .put("x", new double[0])
                .put("X", new double[3][0])
                .build();

        assertThat(data.integers("x", shape(0))).isEmpty();
        assertThat(data.reals("X", shape(3, 0), true)).isEmpty();
    }

    @Test
    void copiesArrays() {
        double[] x = {1, 2};
        MapData data = MapData.builder().put("x", x).build();
        x[0] = 9;

        assertThat(data.reals("x", shape(2), false)).containsExactly(1, 2);
    }

    @Test
    void rejectsRealsWhereIntegersAreDeclared() {
        MapData data = MapData.builder().put("k", new double[] {1, 2}).build();

        assertThatThrownBy(() -> data.integers("k", shape(2)))
                .isInstanceOf(DataException.class)
                .hasMessage("data: variable 'k' is declared as array[2] int, found real 1.0 at k[1]\n"
                        + "  hint: an int is written without decimal point or exponent: 1");
    }

    @Test
    void namesAMissingVariable() {
        assertThatThrownBy(() -> MapData.empty().reals("y", shape(4), false))
                .isInstanceOf(DataException.class)
                .hasMessage("data: variable 'y' is missing: the model declares it as array[4] real");
        assertThat(MapData.empty().has("y")).isFalse();
    }

    @Test
    void rejectsRaggedArrays() {
        MapData.Builder builder = MapData.builder();

        assertThatThrownBy(() -> builder.put("X", new double[][] {{1, 2}, {3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("array 'X' has rows of different lengths");
        assertThatThrownBy(() -> builder.put("X", new double[][] {{}, {3}}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectsANameThatIsTaken() {
        MapData.Builder builder = MapData.builder().put("N", 1);

        assertThatThrownBy(() -> builder.put("N", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("variable 'N' was put twice");
    }
}
