package dev.cotangent.runtime.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class AscendingOrderTest {

    /** A stable sort by {@code Double.compare} is the other witness. */
    private static int[] sorted(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    @Test
    void isThatOfAStableSort() {
        UniformRandomProvider random = Randomness.seeded(5);
        double[] values = new double[5000];
        for (int i = 0; i < values.length; i++) {
            double z = StandardNormal.draw(random);
            // all magnitudes, both signs, and ties
            values[i] = i % 3 == 0 ? Math.rint(4 * z) : z * StrictMath.pow(10, random.nextInt(600) - 300);
        }
        assertThat(AscendingOrder.of(values)).containsExactly(sorted(values));
    }

    @Test
    void limitsHaveTheirPlaces() {
        double[] values = {
            Double.NaN,
            0.0,
            Double.POSITIVE_INFINITY,
            -1,
            -0.0,
            Double.MIN_VALUE,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            -1,
            Double.MAX_VALUE,
            -Double.MIN_VALUE
        };
        assertThat(AscendingOrder.of(values)).containsExactly(sorted(values));
        assertThat(AscendingOrder.of(new double[0])).isEmpty();
        assertThat(AscendingOrder.of(new double[] {2})).containsExactly(0);
    }

    @Test
    void valuesAreNotModified() {
        double[] values = {3, 1, 2};
        AscendingOrder.of(values);
        assertThat(Arrays.toString(values)).isEqualTo("[3.0, 1.0, 2.0]");
    }
}
