package dev.cotangent.runtime.derivative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.model.LogDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HessianTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -3})
    void isThatOfABanana(double x) {
        double y = 0.7;
        Hessian found = Hessian.at(new Banana(), new double[] {x, y});
        double[][] expected = {{-1 + 8 * y - 24 * x * x, 8 * x}, {8 * x, -4}};
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(found.values()[i][j]).isCloseTo(expected[i][j], within(1e-9 * 250));
            }
        }
        assertThat(found.asymmetry()).isLessThan(1e-8);
    }

    @Test
    void stepsFollowTheScaleOfEachCoordinate() {
        double[] scales = {1e-6, 1e-3, 1, 1e3, 1e6};
        double[] q = {3e-6, -1e-3, 0.2, 500, -1e6};
        double[][] found = Hessian.at(Gaussian.ofScales(scales), q).values();
        for (int i = 0; i < scales.length; i++) {
            for (int j = 0; j < scales.length; j++) {
                double scaled = found[i][j] * scales[i] * scales[j];
                assertThat(scaled).isCloseTo(i == j ? -1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void countsGradients() {
        assertThat(Hessian.at(Gaussian.standard(3), new double[3]).gradients()).isEqualTo(3 * 6);
    }

    @Test
    void namesTheCoordinateThatLeadsNowhere() {
        LogDensity cliff = new LogDensity() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double value(double[] q) {
                return gradient(q, new double[2]);
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                gradient[0] = -q[0];
                gradient[1] = 0;
                return q[1] == 0 ? -0.5 * q[0] * q[0] : Double.NEGATIVE_INFINITY;
            }
        };
        assertThatExceptionOfType(DerivativeException.class)
                .isThrownBy(() -> Hessian.at(cliff, new double[2]))
                .withMessageContaining("coordinate 2")
                .satisfies(e -> assertThat(e.coordinate()).isEqualTo(1));
    }
}
