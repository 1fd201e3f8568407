package dev.cotangent.runtime.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.fixture.Saved;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainStreamsTest {

    /** Single bits and ints come out of longs of which the rest waits: that rest is state, too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17})
    void restoredStreamsGoOnWhereTheSavedOnesAre(int bits) throws IOException {
        ChainStreams streams = ChainStreams.of(20, 3);
        for (int i = 0; i < bits; i++) {
            streams.transitions().nextBoolean();
            streams.generatedQuantities().nextInt();
            streams.warmupQuantities().nextDouble();
        }
        ChainStreams restored = ChainStreams.of(1, 0);
        restored.restore(Saved.of(streams));
        assertSameFuture(restored.transitions(), streams.transitions());
        assertSameFuture(restored.generatedQuantities(), streams.generatedQuantities());
        assertSameFuture(restored.warmupQuantities(), streams.warmupQuantities());
    }

    private static void assertSameFuture(UniformRandomProvider a, UniformRandomProvider b) {
        for (int i = 0; i < 100; i++) {
            assertThat(a.nextBoolean()).isEqualTo(b.nextBoolean());
            assertThat(a.nextInt()).isEqualTo(b.nextInt());
            assertThat(a.nextLong()).isEqualTo(b.nextLong());
        }
    }

    @Test
    void refusesWhatIsNoState() {
        DataInputStream zeros = new DataInputStream(new ByteArrayInputStream(new byte[100]));
        assertThatThrownBy(() -> ChainStreams.of(1, 0).restore(zeros)).isInstanceOf(IOException.class);
    }
}
