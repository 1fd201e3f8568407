package dev.cotangent.bench;

import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.DataSource;
import java.util.Arrays;
import java.util.Random;

/**
 * Counts in groups.
 *
 * @param groups number of groups J
 * @param group group of each row, from 0, shape [N]
 * @param x1 first predictor, shape [N]
 * @param x2 second predictor, shape [N]
 * @param y counts, shape [N]
 */
record PoissonGlmmData(int groups, int[] group, double[] x1, double[] x2, int[] y) {

    /** Rows in groups drawn at random, intercepts around 1 with standard deviation 0.5, slopes 0.3 and -0.2. */
    static PoissonGlmmData simulate(int rows, int groups, long seed) {
        Random random = new Random(seed);
        double[] a = new double[groups];
        for (int j = 0; j < groups; j++) {
            a[j] = 1 + 0.5 * random.nextGaussian();
        }
        int[] group = random.ints(rows, 0, groups).toArray();
        double[] x1 = new double[rows];
        double[] x2 = new double[rows];
        int[] y = new int[rows];
        for (int n = 0; n < rows; n++) {
            x1[n] = random.nextGaussian();
            x2[n] = random.nextGaussian();
            y[n] = poisson(random, StrictMath.exp(a[group[n]] + 0.3 * x1[n] - 0.2 * x2[n]));
        }
        return new PoissonGlmmData(groups, group, x1, x2, y);
    }

    /** Counts arrivals within one unit of time; fine for small rates. */
    private static int poisson(Random random, double rate) {
        int count = 0;
        double time = -StrictMath.log(1 - random.nextDouble());
        while (time < rate) {
            count++;
            time -= StrictMath.log(1 - random.nextDouble());
        }
        return count;
    }

    DataSource source() {
        return MapData.builder()
                .put("N", y.length)
                .put("J", groups)
                .put("group", Arrays.stream(group).map(j -> j + 1).toArray())
                .put("x1", x1)
                .put("x2", x2)
                .put("y", y)
                .build();
    }
}
