package dev.cotangent.stdlib.random;

import dev.cotangent.stdlib.scalar.Exponential;
import dev.cotangent.stdlib.scalar.Logarithm;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Standard normal numbers by the ziggurat method with 128 layers of equal area, from one 64-bit number 98% of the time.
 *
 * <p>G. Marsaglia and W. W. Tsang (2000), The ziggurat method for generating random variables, J. Stat. Software 5(8), with
 * layer and position from separate bits as in J. A. Doornik (2005), An improved ziggurat method to generate normal random
 * samples. Notation: {@code f(x) = exp(-x²/2)}; layer i reaches to {@code EDGE[i]}, decreasing in i; layer 0 is the base
 * with the tail, drawn as if it were a rectangle as wide as its area over its height.
 */
public final class Normal {
    private static final int LAYERS = 128;
    /** Where the tail begins, and the area of a layer, for 128 layers (Marsaglia and Tsang, table). */
    private static final double TAIL = 3.442619855899;

    private static final double AREA = 9.91256303526217e-3;
    private static final double[] EDGE = edges();
    private static final double[] HEIGHT = heights(EDGE);

    private Normal() {}

    /** Standard normal draw. */
    public static double std_normal_rng(UniformRandomProvider random) {
        while (true) {
            long bits = random.nextLong();
            int layer = (int) bits & (LAYERS - 1);
            double x = (bits >> 11) * 0x1p-52 * EDGE[layer];
            if (Math.abs(x) < EDGE[layer + 1]) {
                return x;
            }
            if (layer == 0) {
                return tail(random, x < 0);
            }
            double height = HEIGHT[layer] + Uniform.std_uniform_rng(random) * (HEIGHT[layer + 1] - HEIGHT[layer]);
            if (height < Exponential.exp(-0.5 * x * x)) {
                return x;
            }
        }
    }

    /** Beyond {@code TAIL}: G. Marsaglia (1964), Generating a variable from the tail of the normal distribution. */
    private static double tail(UniformRandomProvider random, boolean negative) {
        while (true) {
            double beyond = -Logarithm.log(Uniform.std_uniform_rng(random)) / TAIL;
            double y = -Logarithm.log(Uniform.std_uniform_rng(random));
            if (y + y > beyond * beyond) {
                return negative ? -TAIL - beyond : TAIL + beyond;
            }
        }
    }

    private static double[] edges() {
        double[] edge = new double[LAYERS + 1];
        double height = Exponential.exp(-0.5 * TAIL * TAIL);
        edge[0] = AREA / height;
        edge[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            height += AREA / edge[i - 1];
            edge[i] = Math.sqrt(-2 * Logarithm.log(height));
        }
        return edge;
    }

    private static double[] heights(double[] edge) {
        double[] height = new double[LAYERS + 1];
        for (int i = 1; i <= LAYERS; i++) {
            height[i] = Exponential.exp(-0.5 * edge[i] * edge[i]);
        }
        return height;
    }
}
