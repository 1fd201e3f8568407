package dev.cotangent.runtime.sampler.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.fixture.Randomness;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {

    private static List<Integer> rows(Batches batches) {
        return Arrays.stream(batches.rows(), 0, batches.count()).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000, 65_536, 65_537, 1_000_003})
    void anEpochHasEveryRowOnce(int total) {
        Batches batches = Batches.of(total, Math.min(total, 64), BatchOrder.EPOCHS);
        UniformRandomProvider random = Randomness.seeded(1);
        for (int epoch = 0; epoch < 2; epoch++) {
            BitSet seen = new BitSet(total);
            int count = 0;
            while (count < total) {
                batches.next(random);
                count += batches.count();
                rows(batches).forEach(seen::set);
            }
            assertThat(count).isEqualTo(total);
            assertThat(seen.cardinality()).isEqualTo(total);
        }
    }

    @Test
    void aPalindromeTurnsBack() {
        Batches batches = Batches.of(10, 3, BatchOrder.PALINDROMES);
        UniformRandomProvider random = Randomness.seeded(2);
        List<List<Integer>> order = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            batches.next(random);
            order.add(rows(batches));
        }
        assertThat(order.subList(4, 8)).containsExactly(order.get(3), order.get(2), order.get(1), order.get(0));
        assertThat(batches.weight()).isEqualTo(4);
    }

    /**
     * Each row is equally likely at a place: chi-square over 40,000 orders of 5 rows with 4 degrees of freedom, and over 20,000
     * orders of 100,000 rows in ten classes with 9; limits that 1 in 10,000 correct shuffles exceed. A Fisher-Yates that draws from
     * one place too few, and a network without its last round of one bit, fail.
     */
    @Test
    void everyRowIsEquallyLikelyAtAPlace() {
        assertThat(chiSquare(5, 5, 40_000)).isLessThan(23.5);
        assertThat(chiSquare(100_000, 10, 20_000)).isLessThan(33.7);
    }

    private static double chiSquare(int total, int classes, int orders) {
        Permutation permutation = new Permutation(total);
        UniformRandomProvider random = Randomness.seeded(3);
        double[] counts = new double[classes];
        for (int k = 0; k < orders; k++) {
            permutation.shuffle(random.nextLong());
            counts[(int) ((long) permutation.of(1) * classes / total)]++;
        }
        double expected = (double) orders / classes;
        return Arrays.stream(counts)
                .map(c -> (c - expected) * (c - expected) / expected)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void aSavedEpochGoesOn(int total) throws IOException {
        Batches batches = Batches.of(total, 3, BatchOrder.EPOCHS);
        UniformRandomProvider random = Randomness.seeded(4);
        batches.next(random);
        batches.next(random);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        batches.save(new DataOutputStream(bytes));
        batches.next(random);
        Batches restored = Batches.of(total, 3, BatchOrder.EPOCHS);
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        restored.next(Randomness.seeded(99));
        assertThat(rows(restored)).isEqualTo(rows(batches));
    }

    @Test
    void aBatchHasRows() {
        assertThatThrownBy(() -> Batches.of(10, 0, BatchOrder.EPOCHS)).hasMessage("batch must be at least 1, but is 0");
    }
}
