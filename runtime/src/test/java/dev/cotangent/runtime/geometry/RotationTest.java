package dev.cotangent.runtime.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RotationTest {

    private final Rotation rotation = new Rotation();

    @Test
    void isThatOfStrictMath() {
        for (double angle = -40; angle < 40; angle += 0.0137) {
            assertRotated(angle);
        }
        for (double angle = 1e-9; angle < 1e6; angle *= 1.37) {
            assertRotated(angle);
            assertRotated(-angle);
        }
    }

    private void assertRotated(double angle) {
        rotation.to(angle);
        assertThat(rotation.cosine()).as("cosine of %s", angle).isCloseTo(StrictMath.cos(angle), within(5e-16));
        assertThat(rotation.sine()).as("sine of %s", angle).isCloseTo(StrictMath.sin(angle), within(5e-16));
    }

    @Test
    void backIsTheInverse() {
        rotation.to(2.3);
        double cosine = rotation.cosine();
        double sine = rotation.sine();
        rotation.to(-2.3);
        assertThat(rotation.cosine()).isEqualTo(cosine);
        assertThat(rotation.sine()).isEqualTo(-sine);
    }

    @Test
    void ofNoNumberIsNoNumber() {
        rotation.to(Double.NaN);
        assertThat(rotation.cosine()).isNaN();
        rotation.to(Double.POSITIVE_INFINITY);
        assertThat(rotation.sine()).isNaN();
    }
}
