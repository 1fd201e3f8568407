package dev.cotangent.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.fixture.Saved;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChainStateTest {

    private static final double PAYLOAD = Double.longBitsToDouble(0x7ff8_0000_0000_beefL);

    @Test
    void restoredStateHasTheSameBits() throws IOException {
        ChainState state = new ChainState(3);
        state.moveTo(new double[] {0.1, -0.0, Double.MIN_VALUE}, PAYLOAD, new double[] {1 / 3.0, PAYLOAD, -7e300});
        ChainState restored = new ChainState(3);
        restored.restore(Saved.of(state));
        assertThat(bits(restored.position())).isEqualTo(bits(state.position()));
        assertThat(bits(restored.gradient())).isEqualTo(bits(state.gradient()));
        assertThat(Double.doubleToRawLongBits(restored.logDensity())).isEqualTo(0x7ff8_0000_0000_beefL);
    }

    @Test
    void refusesAStateOfAnotherDimension() throws IOException {
        assertThatThrownBy(() -> new ChainState(2).restore(Saved.of(new ChainState(3))))
                .isInstanceOf(IOException.class)
                .hasMessage("expected 2 saved numbers, found 3");
    }

    private static long[] bits(double[] values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        return bits;
    }
}
