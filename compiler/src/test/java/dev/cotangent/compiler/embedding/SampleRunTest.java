package dev.cotangent.compiler.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.BoundModel;
import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.Draw;
import dev.cotangent.Draws;
import dev.cotangent.Fit;
import dev.cotangent.OnlineSummary;
import dev.cotangent.SampleRun;
import dev.cotangent.Snapshot;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.run.RunStatus;
import dev.cotangent.runtime.run.SamplerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SampleRunTest {

    private static final BoundModel MODEL = Schools.model();

    /** A run that nobody waits for the end of. */
    private static SamplerOptions endless() {
        return Schools.options()
                .draws(10_000_000)
                .select(List.of("mu"))
                .thin(1000)
                .build();
    }

    private static List<double[]> values(Draws draws) {
        List<double[]> values = new ArrayList<>();
        draws.columns().forEach(column -> values.add(draws.scalar(column).toArray()));
        return values;
    }

    private static void assertSame(Draws found, Draws expected) {
        assertThat(values(found).toArray(double[][]::new))
                .isDeepEqualTo(values(expected).toArray(double[][]::new));
    }

    private static void assertPrefix(Draws found, Draws expected) {
        for (String column : expected.columns()) {
            double[][] part = found.scalar(column).byChain();
            double[][] whole = expected.scalar(column).byChain();
            for (int chain = 0; chain < part.length; chain++) {
                assertThat(Arrays.equals(part[chain], Arrays.copyOf(whole[chain], part[chain].length)))
                        .as(column)
                        .isTrue();
            }
        }
    }

    @Test
    void drawsTheSameOnAnyExecutor() throws InterruptedException {
        SamplerOptions options = Schools.options().threads(3).build();
        Draws expected = MODEL.sample(options).draws();
        ExecutorService one = Executors.newSingleThreadExecutor();
        List<Executor> executors = List.of(one, Runnable::run, task -> new Thread(task).start());
        for (Executor executor : executors) {
            assertSame(MODEL.run(options).executor(executor).start().fit().draws(), expected);
        }
        assertSame(MODEL.run(options).start().fit().draws(), expected);
        one.shutdown();
    }

    @Test
    void doesWithFewerThreadsWhatAnExecutorRefuses() throws InterruptedException {
        ThreadPoolExecutor small = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        SamplerOptions options = Schools.options().threads(4).build();
        SampleRun run = MODEL.run(options).executor(small).start();
        run.completion().handle((report, failure) -> 0).join();
        // the second stage may find the one thread still on its way out
        if (run.status().orElseThrow() == RunStatus.COMPLETE) {
            assertSame(run.draws(), MODEL.sample(options).draws());
        } else {
            assertThatThrownBy(run::await).isInstanceOf(RejectedExecutionException.class);
        }
        small.shutdown();
        assertThatThrownBy(() -> MODEL.run(options).executor(small).start())
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void stopsWhenCancelledAndKeepsAPrefix() throws InterruptedException {
        SamplerOptions options = Schools.options().draws(3000).build();
        CountDownLatch some = new CountDownLatch(20);
        SampleRun run = MODEL.run(options).observer(p -> some.countDown()).start();
        some.await();
        run.cancel();
        Fit fit = run.fit();

        assertThat(run.status()).contains(RunStatus.CANCELLED);
        assertThat(fit.report().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(fit.draws().size()).isLessThan(12_000);
        assertPrefix(fit.draws(), MODEL.sample(options).draws());
    }

    @Test
    void stopsAtItsDeadline() throws InterruptedException {
        SampleRun run = MODEL.run(endless()).deadline(Duration.ofMillis(100)).start();
        assertThat(run.await().status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void stopsWhenItsThreadsAreInterrupted() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CountDownLatch started = new CountDownLatch(2);
        SampleRun run = MODEL.run(endless())
                .executor(pool)
                .observer(p -> started.countDown())
                .start();
        started.await();
        pool.shutdownNow();
        assertThat(run.await(Duration.ofSeconds(5))).isTrue();
        assertThat(run.status()).contains(RunStatus.CANCELLED);
    }

    @Test
    void showsProgressAndDrawsWhileItRuns() throws InterruptedException {
        CountDownLatch some = new CountDownLatch(30);
        SampleRun run = MODEL.run(
                        Schools.options().draws(1_000_000).select(List.of("mu")).build())
                .observer(p -> some.countDown())
                .start();
        assertThat(run.isDone()).isFalse();
        assertThat(run.await(Duration.ofMillis(1))).isFalse();
        some.await();
        while (run.draws().size() < 10) {
            Thread.sleep(1);
        }
        Draws now = run.draws();
        run.cancel();
        assertThat(run.progress()).isNotEmpty();
        assertThat(now.scalar("mu").toArray()).doesNotContain(Double.NaN);
        assertPrefix(now, run.fit().draws());
    }

    @Test
    void goesOnFromASnapshotWithTheSameDraws(@TempDir Path folder) throws Exception {
        SamplerOptions options = Schools.options().draws(2500).build();
        CountDownLatch some = new CountDownLatch(40);
        SampleRun first =
                MODEL.run(options).summarised().observer(p -> some.countDown()).start();
        some.await();
        first.cancel();
        first.await();
        first.snapshot().write(folder.resolve("run.snapshot"));

        Snapshot snapshot = Snapshot.read(folder.resolve("run.snapshot"));
        SampleRun second = MODEL.run(options).summarised().resumeFrom(snapshot).start();
        SampleRun whole = MODEL.run(options).summarised().start();

        assertSame(second.fit().draws(), whole.fit().draws());
        assertThat(second.summary().lines()).isEqualTo(whole.summary().lines());
        assertThat(folder).isDirectoryContaining(p -> p.endsWith("run.snapshot"));
    }

    @Test
    void refusesTheSnapshotOfAnotherRun() throws Exception {
        SampleRun run = MODEL.run(Schools.options().build()).start();
        run.await();
        Snapshot snapshot = Snapshot.of(run.snapshot().toBytes());
        BoundModel otherData = Cotangent.compile("schools.model", Schools.TEXT)
                .bind(Data.of(new Schools.Values(8, new double[8], new double[] {1, 1, 1, 1, 1, 1, 1, 1})));

        assertThatThrownBy(() -> MODEL.run(Schools.options().seed(8).build())
                        .resumeFrom(snapshot)
                        .start())
                .hasMessageContaining("other options");
        assertThatThrownBy(() -> otherData
                        .run(Schools.options().build())
                        .resumeFrom(snapshot)
                        .start())
                .hasMessageContaining("other data");
        assertThatThrownBy(() -> MODEL.run(Schools.options().build())
                        .summarised()
                        .resumeFrom(snapshot)
                        .start())
                .hasMessageContaining("summary false");
    }

    @Test
    void streamsDrawsToASlowConsumerAndHoldsFew() throws InterruptedException {
        SamplerOptions options = Schools.options().build();
        SampleRun run = MODEL.run(options).withoutDraws().streamed(4).start();
        List<List<Double>> found =
                new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        try (Stream<Draw> draws = run.stream().stream()) {
            draws.forEach(draw -> found.get(draw.chain()).add(draw.scalar("mu")));
        }
        double[][] expected = MODEL.sample(options).draws().scalar("mu").byChain();
        for (int chain = 0; chain < 4; chain++) {
            assertThat(found.get(chain).stream().mapToDouble(d -> d).toArray()).containsExactly(expected[chain]);
        }
        assertThatThrownBy(run::draws).hasMessageContaining("not kept");
    }

    @Test
    void canBeCancelledWhileItWaitsForAConsumer() throws InterruptedException {
        SampleRun run = MODEL.run(endless()).withoutDraws().streamed(1).start();
        run.stream().next();
        run.cancel();
        assertThat(run.await(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void goesOnWithoutAConsumerThatGaveUp() throws InterruptedException {
        SampleRun run = MODEL.run(Schools.options().build()).streamed(1).start();
        run.stream().next();
        run.stream().close();
        assertThat(run.await().status()).isEqualTo(RunStatus.COMPLETE);
    }

    @Test
    void summarisesDrawsAsTheyCome() throws InterruptedException {
        SampleRun run =
                MODEL.run(Schools.options().draws(1500).build()).summarised().start();
        Draws draws = run.fit().draws();
        for (OnlineSummary.Line line : run.summary().lines()) {
            double[] all = draws.scalar(line.name()).toArray();
            double sd = draws.scalar(line.name()).summary().standardDeviation();
            double mean = draws.scalar(line.name()).mean();
            // two ways to add the same numbers
            assertThat(line.mean()).isEqualTo(mean, within(1e-12 * (1 + Math.abs(mean) + sd)));
            assertThat(line.standardDeviation()).isEqualTo(sd, within(1e-10 * (1 + sd)));
            assertThat(line.count()).isEqualTo(all.length);
        }
        OnlineSummary.Line mu = run.summary().lines().stream()
                .filter(l -> l.name().equals("mu"))
                .findFirst()
                .orElseThrow();
        // a median of about a thousand draws, sd about 6: standard error 0.25, here within four
        assertThat(mu.median()).isEqualTo(draws.scalar("mu").quantile(0.5), within(1.0));
        assertThat(mu.rHat()).isLessThan(1.1);
    }

    @Test
    void saysWhatStoppedAFailedRun() throws InterruptedException {
        BoundModel failing = Cotangent.compile(
                        "bad.model",
                        "data { int N; } parameters { real x; } model { x ~ normal(0, 1); }"
                                + " generated quantities { vector[2] v = [x, x]'; real z = v[N]; }",
                        CompileOptions.defaults())
                .bind(Data.builder().put("N", 3).build());
        SampleRun run = failing.run(Schools.options().build()).start();
        assertThatThrownBy(run::await).isInstanceOf(ModelFailure.class);
        assertThat(run.status()).contains(RunStatus.FAILED);
        assertThat(run.await(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void recordsTransitionsAndAdaptation(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("run.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("dev.cotangent.Transition").withoutThreshold();
            recording.enable("dev.cotangent.Adaptation");
            recording.start();
            MODEL.sample(Schools.options().chains(2).warmup(20).draws(30).build());
            recording.stop();
            recording.dump(file);
        }
        List<String> names = RecordingFile.readAllEvents(file).stream()
                .map(event -> event.getEventType().getName())
                .toList();
        assertThat(names).filteredOn("dev.cotangent.Transition"::equals).hasSize(100);
        assertThat(names).filteredOn("dev.cotangent.Adaptation"::equals).hasSize(2);
    }
}
