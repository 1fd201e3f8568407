package dev.cotangent.runtime.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Output has the first index fastest everywhere; data have arrays row by row, and matrices column by column. */
class DrawValuesTest {

    /** Values that spell their indices, 213 for the element [2, 1, 3]. */
    private static DrawValues values(String... columns) {
        Map<String, Integer> positions = new HashMap<>();
        double[] row = new double[columns.length];
        for (int k = 0; k < columns.length; k++) {
            positions.put(columns[k], k);
            String digits = columns[k].replaceAll("[^0-9]", "");
            row[k] = digits.isEmpty() ? 7 : Double.parseDouble(digits);
        }
        DrawValues values = new DrawValues(positions);
        values.moveTo(row);
        return values;
    }

    private static DrawValues values(Layout.Element element, Integer... dimensions) {
        return values(new Layout.Variable("x", Layout.Block.PARAMETERS, element, List.of(dimensions))
                .columnNames()
                .toArray(String[]::new));
    }

    @Test
    void scalarIsOneColumn() {
        assertThat(values("mu", "x.1").real("mu")).isEqualTo(7);
        assertThat(values("mu").has("mu")).isTrue();
        assertThat(values("mu").has("m")).isFalse();
    }

    @Test
    void arraysAreRowByRow() {
        assertThat(values(Layout.Element.REAL, 2, 3).reals("x", new int[] {2, 3}, false))
                .containsExactly(11, 12, 13, 21, 22, 23);
    }

    @Test
    void matricesAreColumnByColumn() {
        assertThat(values(Layout.Element.REAL, 2, 3).reals("x", new int[] {2, 3}, true))
                .containsExactly(11, 21, 12, 22, 13, 23);
        assertThat(values(Layout.Element.REAL, 2, 2, 3).reals("x", new int[] {2, 2, 3}, true))
                .containsExactly(111, 121, 112, 122, 113, 123, 211, 221, 212, 222, 213, 223);
    }

    @Test
    void partsOfComplexNumbersAreTheLastIndex() {
        DrawValues values = values("x.1.real", "x.1.imag", "x.2.real", "x.2.imag");
        values.moveTo(new double[] {1, 2, 3, 4});
        assertThat(values.reals("x", new int[] {2, 2}, false)).containsExactly(1, 2, 3, 4);
        assertThat(values("z.real", "z.imag").reals("z", new int[] {2}, false)).containsExactly(7, 7);
    }

    /** A component of an array of tuples has the array's dimensions in front of its own. */
    @Test
    void componentsOfTuplesAreVariables() {
        DrawValues values = values("x.1:1", "x.1:2.1", "x.1:2.2", "x.2:1", "x.2:2.1", "x.2:2.2");
        values.moveTo(new double[] {10, 11, 12, 20, 21, 22});
        assertThat(values.reals("x.1", new int[] {2}, false)).containsExactly(10, 20);
        assertThat(values.reals("x.2", new int[] {2, 2}, false)).containsExactly(11, 12, 21, 22);
    }

    @Test
    void emptyContainersHaveNoColumns() {
        assertThat(values("x.1").reals("y", new int[] {0}, false)).isEmpty();
    }

    @Test
    void missingElementsAreNamed() {
        assertThatThrownBy(() -> values("x.1").reals("x", new int[] {2}, false))
                .isInstanceOf(DataException.class)
                .hasMessage("the draws have no element [2] of `x`");
    }
}
