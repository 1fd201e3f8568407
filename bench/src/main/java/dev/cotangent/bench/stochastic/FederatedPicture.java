package dev.cotangent.bench.stochastic;

import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.federated.FederatedOptions;
import dev.cotangent.runtime.federated.LinearScore;
import dev.cotangent.runtime.federated.LocalShards;
import dev.cotangent.runtime.federated.ShardUnavailableException;
import dev.cotangent.runtime.federated.Shards;
import dev.cotangent.runtime.federated.SurrogateOptions;
import dev.cotangent.runtime.federated.TravellingKernel;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.random.StandardNormal;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The example of El Mekkaoui et al. (2021): ten shards of 200 points around centres of their own, sampled by DSGLD and by FSGLD with 1,
 * 20 and 200 local updates a visit. Prints means and variances, and draws a picture of every hundredth of 60,000 updates.
 */
public final class FederatedPicture {

    private static final int SHARDS = 10;
    private static final int ROWS = 200;
    private static final int BATCH = 10;
    private static final double STEP = 1e-4;
    private static final int BURN = 20_000;
    private static final int UPDATES = 80_000;
    private static final int THIN = 100;
    private static final int PANEL = 220;
    private static final int GAP = 24;
    private static final double EXTENT = 7;

    private final List<double[][]> rows = new ArrayList<>();
    private final double[] mean = new double[2];
    private final Shards shards;
    private final List<LinearScore> surrogates = new ArrayList<>();

    private FederatedPicture() throws ShardUnavailableException {
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(5);
        List<LocalShards.Shard> list = new ArrayList<>();
        for (int s = 0; s < SHARDS; s++) {
            double[] centre = {12 * random.nextDouble() - 6, 12 * random.nextDouble() - 6};
            double[][] points = new double[ROWS][2];
            for (double[] point : points) {
                for (int i = 0; i < 2; i++) {
                    point[i] = centre[i] + Math.sqrt(0.125) * StandardNormal.draw(random);
                    mean[i] += point[i] / (SHARDS * ROWS + BlobRows.PRIOR);
                }
            }
            rows.add(points);
            list.add(new LocalShards.Shard("shard-" + (s + 1), ROWS, () -> new BlobRows(points)));
        }
        shards = new LocalShards(list);
        Shards.Session session = shards.open();
        for (int s = 0; s < SHARDS; s++) {
            surrogates.add(session.surrogate(
                    s, new SurrogateOptions(SurrogateOptions.Fit.LAPLACE, SurrogateOptions.Shape.FULL, 100, 1)));
        }
    }

    /**
     * Draws the picture.
     *
     * @param arguments the SVG file to write
     */
    public static void main(String[] arguments) throws IOException, ShardUnavailableException {
        Locale.setDefault(Locale.ROOT);
        FederatedPicture picture = new FederatedPicture();
        Files.writeString(Path.of(arguments[0]), picture.svg());
    }

    private String svg() {
        int width = 3 * PANEL + 4 * GAP;
        int height = 2 * (PANEL + 2 * GAP) + GAP;
        StringBuilder text = new StringBuilder();
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n");
        text.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        StringBuilder points = new StringBuilder();
        for (double[][] shard : rows) {
            for (int k = 0; k < ROWS; k += 4) {
                points.append(dot(shard[k]));
            }
        }
        text.append("<defs><g id=\"rows\">" + dots(points, 1.6, "#c8c8c8") + "</g></defs>\n");
        int[] visits = {1, 20, 200};
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                panel(row == 1, visits[column], GAP + column * (PANEL + GAP), 2 * GAP + row * (PANEL + 2 * GAP), text);
            }
        }
        return text.append("</svg>\n").toString();
    }

    private void panel(boolean federated, int local, int left, int top, StringBuilder text) {
        Kernel kernel = new TravellingKernel(
                shards,
                new FederatedOptions(StepSchedule.constant(STEP), BATCH, BatchOrder.REPLACEMENT, local, List.of()),
                new UnitMetric(2),
                federated ? Optional.of(surrogates) : Optional.empty());
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(local + (federated ? 1000 : 0));
        ChainState state = new ChainState(2);
        StepInfo info = new StepInfo();
        kernel.init(mean, state);
        StringBuilder points = new StringBuilder();
        double[] average = new double[2];
        double square = 0;
        for (int k = 0; k < UPDATES; k++) {
            kernel.step(state, random, info);
            if (k >= BURN) {
                for (int i = 0; i < 2; i++) {
                    double deviation = state.position()[i] - mean[i];
                    average[i] += deviation / (UPDATES - BURN);
                    square += deviation * deviation / (2.0 * (UPDATES - BURN));
                }
                if (k % THIN == 0) {
                    points.append(dot(state.position()));
                }
            }
        }
        String name =
                (federated ? "FSGLD" : "DSGLD") + ", " + local + (local == 1 ? " update" : " updates") + " a visit";
        System.out.printf(
                "%s: mean off by %.4f, mean square deviation from the posterior mean %.5g a coordinate%n",
                name, Math.sqrt(average[0] * average[0] + average[1] * average[1]), square);
        text.append(String.format("<text x=\"%d\" y=\"%d\">%s: variance %.2g</text>%n", left, top - 8, name, square));
        text.append(String.format(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>%n",
                left, top, PANEL, PANEL));
        text.append(String.format("<g transform=\"translate(%d %d)\">%n<use href=\"#rows\"/>%n", left, top));
        text.append(dots(points, 2.6, "#1f5fa8"));
        text.append(dots(new StringBuilder(dot(mean)), 6, "#d1491b")).append("</g>\n");
    }

    /** One path for many points. */
    private static String dots(StringBuilder points, double size, String colour) {
        return String.format(
                "<path d=\"%s\" stroke=\"%s\" stroke-width=\"%.1f\" stroke-linecap=\"round\"/>%n",
                points, colour, size);
    }

    private static String dot(double[] point) {
        return String.format(
                "M%.1f %.1fh0", PANEL * (point[0] + EXTENT) / (2 * EXTENT), PANEL * (EXTENT - point[1]) / (2 * EXTENT));
    }
}
