package dev.cotangent.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.List;
import java.util.Random;

/** Where decisions come from: the fuzzer, or a seed. When they run out, every one is the first that is possible. */
interface Choices {

    /** A number between two, both included. */
    int between(int least, int most);

    /** About how many decisions are left. */
    int left();

    /** All that is left, as text. */
    String text();

    default boolean coin() {
        return between(0, 1) == 1;
    }

    default <T> T of(List<T> values) {
        return values.get(between(0, values.size() - 1));
    }

    default String of(String... values) {
        return of(List.of(values));
    }

    static Choices of(FuzzedDataProvider data) {
        return new Choices() {
            @Override
            public int between(int least, int most) {
                return data.consumeInt(least, most);
            }

            @Override
            public int left() {
                return data.remainingBytes();
            }

            @Override
            public String text() {
                return data.consumeRemainingAsString();
            }
        };
    }

    /**
     * Decisions from a seed.
     *
     * @param count how many there are
     */
    static Choices of(long seed, int count) {
        Random random = new Random(seed);
        return new Choices() {
            private int left = count;

            @Override
            public int between(int least, int most) {
                left--;
                return left < 0 ? least : least + random.nextInt(most - least + 1);
            }

            @Override
            public int left() {
                return Math.max(0, left);
            }

            @Override
            public String text() {
                byte[] bytes = new byte[left()];
                random.nextBytes(bytes);
                return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
            }
        };
    }
}
