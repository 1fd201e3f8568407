package dev.cotangent.bench.embedding;

import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.Data;
import dev.cotangent.Draws;
import dev.cotangent.SampleRun;
import dev.cotangent.compiler.CompilerProvider;
import dev.cotangent.runtime.run.RunStatus;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.spi.ModelFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fits of five models at the same time on as many threads as there are processors; a third is cancelled after a random time and
 * a third has a random deadline. A fit that completes has to equal its solo run bit for bit, any other to be a prefix of it.
 */
public final class FitLoad {

    private static final List<String> MODELS = List.of(
            "parameters { vector[10] x; } model { x ~ normal(1, 2); } generated quantities { real y = normal_rng(x[1], 1); }",
            "parameters { real<lower=0> s; vector[5] z; } model { s ~ gamma(3, 1); z ~ normal(0, s); }",
            "parameters { simplex[4] p; } model { p ~ dirichlet([1, 2, 3, 4]'); }",
            "transformed data { vector[50] x; vector[50] y; for (i in 1:50) { x[i] = i * 0.1; y[i] = 1 + 2 * x[i] + normal_rng(0, 1); } }"
                    + " parameters { real a; real b; real<lower=0> s; } model { a ~ normal(0, 5); b ~ normal(0, 5); s ~ exponential(1); y ~ normal(a + b * x, s); }",
            "parameters { real v; vector[4] x; } model { v ~ normal(0, 1); x ~ normal(0, exp(v / 2)); }");

    private static final int SEEDS = 4;

    private final List<ModelFactory> factories = new ArrayList<>();
    private final Map<String, Draws> solo = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(8);
    private final int draws;
    private int complete;
    private int partial;
    private long longestNanos;

    /**
     * A load.
     *
     * @param draws of each chain; two chains a fit
     */
    public FitLoad(int draws) {
        this.draws = draws;
        for (int k = 0; k < MODELS.size(); k++) {
            factories.add(new CompilerProvider().compile("m" + k + ".model", MODELS.get(k), CompileOptions.defaults()));
            for (int seed = 0; seed < SEEDS; seed++) {
                Draws expected = CompiledModel.of(factories.get(k))
                        .bind(Data.none())
                        .sample(options(seed))
                        .draws();
                solo.put(k + " " + seed, expected);
            }
        }
    }

    private SamplerOptions options(int seed) {
        return SamplerOptions.builder()
                .seed(seed)
                .chains(2)
                .warmup(200)
                .draws(draws)
                .threads(2)
                .build();
    }

    private record Started(String key, SampleRun run, AtomicLong lastRun, long cancelAt, AtomicLong cancelled) {}

    /**
     * Runs fits until time is over, at least one wave.
     *
     * @param atOnce fits that are accepted at the same time
     * @throws AssertionError if a draw is another one than it should be
     */
    public void run(int atOnce, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            do {
                wave(atOnce, executor);
            } while (System.nanoTime() < end);
        } finally {
            executor.shutdownNow();
        }
    }

    private void wave(int atOnce, ExecutorService executor) throws InterruptedException {
        List<Started> all = new ArrayList<>();
        for (int k = 0; k < atOnce; k++) {
            all.add(start(executor));
        }
        boolean running = true;
        while (running) {
            running = false;
            for (Started started : all) {
                running |= !started.run().isDone();
                if (started.cancelled().get() == 0 && System.nanoTime() > started.cancelAt()) {
                    started.run().cancel();
                    started.cancelled().set(System.nanoTime());
                }
            }
            Thread.sleep(1);
        }
        for (Started started : all) {
            check(started);
        }
    }

    private Started start(ExecutorService executor) {
        int model = random.nextInt(MODELS.size());
        int seed = random.nextInt(SEEDS);
        int fate = random.nextInt(3);
        long delay = random.nextLong(2_000_000_000L);
        AtomicLong lastRun = new AtomicLong();
        var builder = CompiledModel.of(new WatchedModel.Factory(factories.get(model), lastRun))
                .bind(Data.none())
                .run(options(seed))
                .executor(executor);
        if (fate == 1) {
            builder.deadline(Duration.ofNanos(1 + delay));
        }
        long cancelAt = fate == 2 ? System.nanoTime() + delay : Long.MAX_VALUE;
        return new Started(model + " " + seed, builder.start(), lastRun, cancelAt, new AtomicLong());
    }

    private void check(Started started) throws InterruptedException {
        Draws expected = solo.get(started.key());
        Draws found = started.run().fit().draws();
        boolean whole = started.run().status().orElseThrow() == RunStatus.COMPLETE;
        for (String column : expected.columns()) {
            double[][] right = expected.scalar(column).byChain();
            double[][] here = found.scalar(column).byChain();
            for (int chain = 0; chain < here.length; chain++) {
                if (whole && here[chain].length != right[chain].length
                        || !Arrays.equals(here[chain], Arrays.copyOf(right[chain], here[chain].length))) {
                    throw new AssertionError("other draws of " + column + " of the fit " + started.key());
                }
            }
        }
        complete += whole ? 1 : 0;
        partial += whole ? 0 : 1;
        if (started.cancelled().get() != 0) {
            longestNanos = Math.max(
                    longestNanos, started.lastRun().get() - started.cancelled().get());
        }
    }

    /** Fits that completed. */
    public int complete() {
        return complete;
    }

    /** Fits that were stopped before their end. */
    public int partial() {
        return partial;
    }

    /** The longest time that code of a model ran after its fit was cancelled. */
    public Duration longestAfterCancel() {
        return Duration.ofNanos(longestNanos);
    }

    /** Runs for some minutes (10) with some fits at once (200), and prints what came of it. */
    public static void main(String[] arguments) throws InterruptedException {
        double minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 10;
        int atOnce = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        FitLoad load = new FitLoad(1000);
        load.run(atOnce, Duration.ofMillis((long) (60_000 * minutes)));
        System.out.printf(
                "%d fits complete and equal to their solo runs, %d partial and prefixes; %.1f ms at most after cancel%n",
                load.complete(), load.partial(), load.longestAfterCancel().toNanos() / 1e6);
    }
}
