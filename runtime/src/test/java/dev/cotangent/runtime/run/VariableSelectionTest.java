package dev.cotangent.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableSelectionTest {

    private static final List<String> COLUMNS = List.of(
            "mu", "theta.1", "theta.2", "theta_new", "L.1.1", "L.2.1", "L.1.2", "L.2.2", "p:1", "p:2.1", "L.10");

    private static final VariableSelection SELECTION = new VariableSelection(COLUMNS, "in the model");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mu         | mu",
                "theta      | theta.1 theta.2",
                "theta.2    | theta.2",
                "theta[2]   | theta.2",
                "L[2, 1]    | L.2.1",
                "L.1        | L.1.1 L.1.2",
                "th*        | theta.1 theta.2 theta_new",
                "p          | p:1 p:2.1",
                "p:2        | p:2.1"
            })
    void selects(String name, String columns) {
        assertThat(String.join(" ", SELECTION.of(List.of(name)))).isEqualTo(columns);
    }

    @Test
    void keepsTheOrderOfTheColumnsAndNamesEachOnce() {
        assertThat(SELECTION.of(List.of("theta.2", "mu", "theta"))).containsExactly("mu", "theta.1", "theta.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thta     | no variable `thta` in the model; did you mean `theta`?",
                "theta[3] | no variable `theta[3]` in the model; its elements are `theta.1` to `theta.2`",
                "mu.1     | no variable `mu.1` in the model; its elements are `mu` alone",
                "x*       | no variable `x*` in the model; there are mu, theta, theta_new, L, p"
            })
    void saysWhatIsMeant(String name, String message) {
        assertThatThrownBy(() -> SELECTION.of(List.of("mu", name)))
                .isInstanceOf(UnknownVariableException.class)
                .hasMessage(message);
    }
}
