package dev.cotangent.bench.ensemble;

import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.run.Fit;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.sampler.ensemble.Correction;
import dev.cotangent.runtime.sampler.ensemble.MoveKind;
import dev.cotangent.runtime.sampler.ensemble.OnFailure;
import dev.cotangent.runtime.sampler.ensemble.ParticleStreams;
import dev.cotangent.runtime.sampler.ensemble.Population;
import dev.cotangent.runtime.sampler.ensemble.PopulationSampler;
import dev.cotangent.runtime.sampler.ensemble.ScoreDiffusion;
import dev.cotangent.runtime.sampler.ensemble.Smoothing;
import dev.cotangent.runtime.sampler.ensemble.StretchEnsemble;
import dev.cotangent.runtime.sampler.ensemble.TemperedSmc;
import dev.cotangent.runtime.sampler.ensemble.TwistedSmc;
import dev.cotangent.runtime.sampler.ensemble.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Prints, as Markdown, how many evaluations of the likelihood each sampler needs until posterior means have a root mean square
 * error of a twentieth of a standard deviation, and whether the inverse problem's posterior is that of NUTS on its differentiable
 * twin.
 *
 * <p>Each sampler runs with six seeds at one size. Errors fall with the square root of the number of evaluations, so that calls to
 * reach a given one are calls made times the square of the ratio of errors; the coordinate with the largest error counts.
 */
public final class CallsTable {

    private static final int SEEDS = 6;
    private static final double WANTED = 0.05;

    private CallsTable() {}

    /**
     * A column of the table.
     *
     * @param of the sampler for a dimension
     */
    private record Contestant(String name, IntFunction<PopulationSampler> of) {}

    private static final List<Contestant> CONTESTANTS = List.of(
            new Contestant("smc", d -> new TemperedSmc(1000, 0.5, 5, MoveKind.RANDOM_WALK)),
            new Contestant("smc, stretch", d -> new TemperedSmc(1000, 0.5, 5, MoveKind.STRETCH)),
            new Contestant("stretch", d -> new StretchEnsemble(StretchEnsemble.usualWalkers(d), 200, 10_000, 1)),
            new Contestant("follmer", d -> diffusion(ScoreDiffusion.Kind.FOLLMER, Smoothing.ADAPTIVE)),
            new Contestant("reverse", d -> diffusion(ScoreDiffusion.Kind.REVERSE, Smoothing.ADAPTIVE)),
            new Contestant("reverse, gaussian", d -> diffusion(ScoreDiffusion.Kind.REVERSE, Smoothing.GAUSSIAN)),
            new Contestant("twisted", d -> new TwistedSmc(1000, 50)));

    private static PopulationSampler diffusion(ScoreDiffusion.Kind kind, Smoothing smoothing) {
        return new ScoreDiffusion(kind, 1000, 30, smoothing, Correction.WEIGHTS, 0);
    }

    /**
     * Runs everything.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        StringBuilder head = new StringBuilder("| target |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Contestant contestant : CONTESTANTS) {
            head.append(' ').append(contestant.name()).append(" |");
            rule.append("---:|");
        }
        System.out.println(head);
        System.out.println(rule);
        for (Target target : Target.known()) {
            row(target);
        }
        Steady problem = Steady.usual();
        Moments reference = twin(problem);
        Target steady = new Target(
                "inverse problem", Steady.UNKNOWNS, problem::logLikelihood, reference.means(), reference.sds());
        row(steady);
        compare(steady, reference);
    }

    private static void row(Target target) {
        StringBuilder row = new StringBuilder("| " + target.name() + " |");
        for (Contestant contestant : CONTESTANTS) {
            PopulationSampler sampler = contestant.of().apply(target.dimension());
            double calls = 0;
            double[] squares = new double[target.dimension()];
            for (int seed = 1; seed <= SEEDS; seed++) {
                Population population = run(target, sampler, seed);
                calls += (double) population.report().calls() / SEEDS;
                double[] means = Moments.of(population).means();
                for (int k = 0; k < squares.length; k++) {
                    double error = (means[k] - target.means()[k]) / target.sds()[k];
                    squares[k] += error * error / SEEDS;
                }
            }
            double worst = 0;
            for (double square : squares) {
                worst = Math.max(worst, square);
            }
            row.append(String.format(Locale.ROOT, " %,.0f |", calls * worst / (WANTED * WANTED)));
        }
        System.out.println(row);
    }

    private static Population run(Target target, PopulationSampler sampler, long seed) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (Workers workers = new Workers(() -> target, threads, OnFailure.ERROR, () -> {})) {
            return sampler.run(workers, ParticleStreams.of(seed, 0, sampler.particles()), fraction -> {});
        }
    }

    /** Posterior means and standard deviations, and the standard errors of the former; not known if zero. */
    private record Moments(double[] means, double[] sds, double[] errors) {

        static Moments of(Population population) {
            int d = population.positions()[0].length;
            double[] means = new double[d];
            double[] sds = new double[d];
            for (int k = 0; k < d; k++) {
                double square = 0;
                for (int i = 0; i < population.size(); i++) {
                    double weight = Math.exp(population.logWeights()[i]);
                    means[k] += weight * population.positions()[i][k];
                    square += weight * population.positions()[i][k] * population.positions()[i][k];
                }
                sds[k] = Math.sqrt(square - means[k] * means[k]);
            }
            return new Moments(means, sds, new double[d]);
        }
    }

    /** NUTS on the program that does what the simulator does. */
    private static Moments twin(Steady problem) throws IOException {
        String text;
        try (InputStream in = Objects.requireNonNull(CallsTable.class.getResourceAsStream("steady.model"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Fit fit = Sampler.run(
                Cotangent.compile("steady.model", text)
                        .bind(Data.json(problem.json()))
                        .model(),
                SamplerOptions.builder().draws(2500).seed(1).build());
        List<VariableSummary> rows = Summary.of(fit.draws()).variables();
        double[] means = new double[Steady.UNKNOWNS];
        double[] sds = new double[Steady.UNKNOWNS];
        double[] errors = new double[Steady.UNKNOWNS];
        for (int k = 0; k < means.length; k++) {
            means[k] = rows.get(k).mean();
            sds[k] = rows.get(k).standardDeviation();
            errors[k] = rows.get(k).mcseMean();
        }
        return new Moments(means, sds, errors);
    }

    /** Means of six populations beside those of NUTS, in standard errors of the difference. */
    private static void compare(Target steady, Moments reference) {
        System.out.println();
        System.out.println("| unknown | NUTS | sd | Föllmer | sd | difference in standard errors |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        PopulationSampler sampler = diffusion(ScoreDiffusion.Kind.FOLLMER, Smoothing.ADAPTIVE);
        List<Moments> runs = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            runs.add(Moments.of(run(steady, sampler, 100 + seed)));
        }
        for (int k = 0; k < Steady.UNKNOWNS; k++) {
            int unknown = k;
            double mean =
                    runs.stream().mapToDouble(m -> m.means()[unknown]).average().orElseThrow();
            double sd =
                    runs.stream().mapToDouble(m -> m.sds()[unknown]).average().orElseThrow();
            double squares = runs.stream()
                    .mapToDouble(m -> (m.means()[unknown] - mean) * (m.means()[unknown] - mean))
                    .sum();
            double error = Math.sqrt(squares / (SEEDS - 1) / SEEDS);
            double difference =
                    (mean - reference.means()[k]) / Math.hypot(error, reference.errors()[k]);
            System.out.printf(
                    Locale.ROOT,
                    "| z[%d] | %.4f | %.4f | %.4f | %.4f | %.1f |%n",
                    k + 1,
                    reference.means()[k],
                    reference.sds()[k],
                    mean,
                    sd,
                    difference);
        }
    }
}
