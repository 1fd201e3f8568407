package dev.cotangent.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.model.DataException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnValuesTest {

    private static ColumnValues row(Object... columns) {
        Map<String, Double> row = new LinkedHashMap<>();
        for (int k = 0; k < columns.length; k += 2) {
            row.put((String) columns[k], ((Number) columns[k + 1]).doubleValue());
        }
        return new ColumnValues(row, "run");
    }

    @Test
    void arraysAreByRowsAndMatricesByColumns() {
        ColumnValues values = row("x.1.1", 11, "x.2.1", 21, "x.1.2", 12, "x.2.2", 22, "x.1.3", 13, "x.2.3", 23);
        assertThat(values.reals("x", new int[] {2, 3}, false)).containsExactly(11, 12, 13, 21, 22, 23);
        assertThat(values.reals("x", new int[] {2, 3}, true)).containsExactly(11, 21, 12, 22, 13, 23);
    }

    @Test
    void matricesInArraysFollowOneAnother() {
        ColumnValues values = row(
                "x.1.1.1", 111, "x.2.1.1", 211, "x.1.2.1", 121, "x.2.2.1", 221, "x.1.1.2", 112, "x.2.1.2", 212,
                "x.1.2.2", 122, "x.2.2.2", 222);
        assertThat(values.reals("x", new int[] {2, 2, 2}, true))
                .containsExactly(111, 121, 112, 122, 211, 221, 212, 222);
    }

    @Test
    void hasPlainVariablesAlone() {
        ColumnValues values = row("mu", 1, "p:1", 2, "z.real", 3, "theta.1", 4);
        assertThat(values.has("mu")).isTrue();
        assertThat(values.has("theta")).isTrue();
        assertThat(values.has("p")).isFalse();
        assertThat(values.has("z")).isFalse();
        assertThat(values.real("mu")).isEqualTo(1);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> row("x.1", 1).reals("x", new int[] {2}, false))
                .isInstanceOf(DataException.class)
                .hasMessage("run: `x` has no element `x.2`: it had other sizes, or was not written whole");
        assertThatThrownBy(() -> row("k", 1.5).integer("k")).hasMessage("run: `k` is 1.5, which is no integer");
    }
}
