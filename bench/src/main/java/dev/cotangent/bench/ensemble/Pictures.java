package dev.cotangent.bench.ensemble;

import dev.cotangent.runtime.sampler.ensemble.Correction;
import dev.cotangent.runtime.sampler.ensemble.MoveKind;
import dev.cotangent.runtime.sampler.ensemble.OnFailure;
import dev.cotangent.runtime.sampler.ensemble.ParticleStreams;
import dev.cotangent.runtime.sampler.ensemble.Population;
import dev.cotangent.runtime.sampler.ensemble.PopulationSampler;
import dev.cotangent.runtime.sampler.ensemble.ScoreDiffusion;
import dev.cotangent.runtime.sampler.ensemble.Smoothing;
import dev.cotangent.runtime.sampler.ensemble.TemperedSmc;
import dev.cotangent.runtime.sampler.ensemble.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Draws pictures of draws for the guide: a file a sampler, a panel a target of two dimensions. */
public final class Pictures {

    private static final int PANEL = 220;
    private static final double REACH = 3;

    private Pictures() {}

    /**
     * Writes {@code ensemble_smc.svg} and {@code ensemble_follmer.svg}.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        write(folder.resolve("ensemble_smc.svg"), new TemperedSmc(1000, 0.5, 5, MoveKind.RANDOM_WALK));
        write(
                folder.resolve("ensemble_follmer.svg"),
                new ScoreDiffusion(ScoreDiffusion.Kind.FOLLMER, 1000, 50, Smoothing.ADAPTIVE, Correction.WEIGHTS, 0));
    }

    private static void write(Path file, PopulationSampler sampler) throws IOException {
        List<Target> targets = Target.known().stream()
                .filter(target -> target.dimension() == 2)
                .toList();
        List<Target> shown = targets.subList(1, targets.size());
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n",
                PANEL * shown.size(),
                PANEL + 20));
        for (int k = 0; k < shown.size(); k++) {
            panel(shown.get(k), sampler, k * PANEL, svg);
        }
        Files.writeString(file, svg.append("</svg>\n"));
    }

    private static void panel(Target target, PopulationSampler sampler, int left, StringBuilder svg) {
        Population population;
        ParticleStreams streams = ParticleStreams.of(1, 0, sampler.particles());
        try (Workers workers = new Workers(() -> target, 2, OnFailure.ERROR, () -> {})) {
            population = sampler.run(workers, streams, fraction -> {});
        }
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"20\" width=\"%d\" height=\"%d\" fill=\"white\" stroke=\"#999\"/>%n"
                        + "<text x=\"%d\" y=\"14\">%s, %,d evaluations</text>%n<g fill=\"#25639c\" fill-opacity=\"0.4\">%n",
                left + 4,
                PANEL - 8,
                PANEL - 8,
                left + 4,
                target.name(),
                population.report().calls()));
        for (int i : population.draws(600, streams.shared())) {
            double x = population.positions()[i][0];
            double y = population.positions()[i][1];
            if (Math.abs(x) < REACH && Math.abs(y) < REACH) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.5\"/>%n",
                        left + PANEL * (0.5 + x / (2.1 * REACH)),
                        16 + PANEL * (0.5 - y / (2.1 * REACH))));
            }
        }
        svg.append("</g>\n");
    }
}
