package dev.cotangent.bench.riemann;

import dev.cotangent.BoundModel;
import dev.cotangent.Fit;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Draws of Neal's funnel by NUTS and by Riemannian HMC, side by side. Arguments: the folder of the model, and a file for SVG. */
public final class FunnelPicture {

    private static final int WIDTH = 330;
    private static final int HEIGHT = 300;
    private static final double LOWEST = -10;
    private static final double HIGHEST = 10;
    private static final double WIDEST = 8;

    private FunnelPicture() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        BoundModel model = Runs.model(folder.resolve("funnel.model"), folder.resolve("data.json"));
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                2 * WIDTH,
                HEIGHT + 40));
        panel(text, 0, "NUTS", Runs.of(model, SamplerOptions.builder().seed(1)).fit());
        SamplerOptions.Builder riemannian = SamplerOptions.builder()
                .method(Method.Riemannian.of(LocalMetricKind.FISHER))
                .seed(1);
        panel(text, WIDTH, "RMHMC, Fisher metric", Runs.of(model, riemannian).fit());
        Files.writeString(Path.of(arguments[1]), text.append("</svg>\n"));
    }

    private static void panel(StringBuilder text, int left, String title, Fit fit) {
        double[] v = fit.drawsByChain("v")[0];
        double[] x = fit.drawsByChain("x.1")[0];
        text.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"20\">%s: 1000 draws of one chain</text>%n"
                        + "<rect x=\"%d\" y=\"30\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>%n",
                left + 10,
                title,
                left + 10,
                WIDTH - 20,
                HEIGHT - 20));
        for (double level : new double[] {-4.93, 0, 4.93}) {
            text.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ccc\"/>%n",
                    left + 10,
                    left + WIDTH - 10,
                    vertical(level),
                    vertical(level)));
        }
        for (int k = 0; k < v.length; k++) {
            if (Math.abs(x[k]) < WIDEST && Math.abs(v[k]) < HIGHEST) {
                text.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.3\" fill=\"#2b5d8c\" fill-opacity=\"0.5\"/>%n",
                        left + WIDTH / 2.0 + x[k] / WIDEST * (WIDTH / 2.0 - 10),
                        vertical(v[k])));
            }
        }
        text.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">x[1] in (-8, 8), v in (-10, 10); lines: 5, 50, 95 %% of v</text>%n",
                left + 10,
                HEIGHT + 28));
    }

    private static double vertical(double v) {
        return 30 + (HIGHEST - v) / (HIGHEST - LOWEST) * (HEIGHT - 20);
    }
}
