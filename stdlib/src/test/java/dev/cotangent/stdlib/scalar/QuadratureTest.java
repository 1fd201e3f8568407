package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuadratureTest {

    private static double moment(Quadrature rule, int power) {
        double sum = 0;
        for (int k = 0; k < rule.nodes.length; k++) {
            double term = rule.weights[k];
            for (int i = 0; i < power; i++) {
                term *= rule.nodes[k];
            }
            sum += term;
        }
        return sum;
    }

    @Test
    void unitRulesIntegratePowersExactly() {
        for (int power = 0; power <= 40; power++) {
            assertThat(moment(Quadrature.UNIT, power)).isCloseTo(1.0 / (power + 1), within(1e-14));
            assertThat(moment(Quadrature.LONG_UNIT, power)).isCloseTo(1.0 / (power + 1), within(1e-14));
        }
        assertThat(moment(Quadrature.SINGLE_UNIT, 1)).isEqualTo(0.5);
    }

    @Test
    void normalRuleHasTheMomentsOfTheNormalDistribution() {
        double moment = 1;
        for (int power = 0; power < 30; power += 2) {
            assertThat(moment(Quadrature.NORMAL, power) / moment).isCloseTo(1, within(1e-12));
            assertThat(moment(Quadrature.NORMAL, power + 1) / moment).isCloseTo(0, within(1e-12 * (power + 1)));
            moment *= power + 1;
        }
        assertThat(moment(Quadrature.SINGLE_NORMAL, 0)).isEqualTo(1);
    }
}
