package dev.cotangent.runtime.sampler.stochastic;

/**
 * A shuffled order of the numbers below a limit, given by a key.
 *
 * <p>Up to 65,536 numbers are shuffled in memory (Fisher and Yates). More are permuted without memory: a Feistel network of six
 * rounds over the least power of four that holds them all, followed until it lands below the limit (J. Black and P. Rogaway
 * (2002), Ciphers with arbitrary finite domains, CT-RSA).
 */
final class Permutation {

    private static final int LARGEST_TABLE = 1 << 16;
    private static final int ROUNDS = 6;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int size;
    private final int[] table;
    private final long[] keys = new long[ROUNDS];
    private final int half;
    private final int mask;

    Permutation(int size) {
        this.size = size;
        this.table = size <= LARGEST_TABLE ? new int[size] : new int[0];
        int bits = 32 - Integer.numberOfLeadingZeros(size - 1);
        this.half = (bits + 1) / 2;
        this.mask = (1 << half) - 1;
    }

    /** Takes another order. */
    void shuffle(long key) {
        long state = key;
        if (size > LARGEST_TABLE) {
            for (int round = 0; round < ROUNDS; round++) {
                state += GOLDEN;
                keys[round] = mix(state);
            }
            return;
        }
        for (int k = 0; k < size; k++) {
            state += GOLDEN;
            // 63 random bits times the range, over 2^63: uniform to within 2^-46
            int other = (int) Math.multiplyHigh(mix(state) >>> 1, 2L * (k + 1));
            table[k] = table[other];
            table[other] = k;
        }
    }

    /** The number at a place, both from 0. */
    int of(int place) {
        if (size <= LARGEST_TABLE) {
            return table[place];
        }
        long x = place;
        do {
            x = encrypted(x);
        } while (x >= size);
        return (int) x;
    }

    private long encrypted(long x) {
        long left = x >>> half;
        long right = x & mask;
        for (long key : keys) {
            long next = left ^ mix(right + key) & mask;
            left = right;
            right = next;
        }
        return left << half | right;
    }

    /** The finaliser of D. Lea's and G. Steele's SplittableRandom. */
    private static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
