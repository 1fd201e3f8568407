package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.Generative;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.run.ChainReport.PhaseReport;
import dev.cotangent.runtime.sampler.ensemble.ParticleStreams;
import dev.cotangent.runtime.sampler.ensemble.Population;
import dev.cotangent.runtime.sampler.ensemble.PopulationException;
import dev.cotangent.runtime.sampler.ensemble.PopulationSampler;
import dev.cotangent.runtime.sampler.ensemble.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs populations of particles, one after the other, each on all threads. A population is to the sinks what a chain is: its
 * equally weighted draws are rows, after its weighted particles. Populations know nothing of one another, so what they disagree
 * in is error.
 */
final class PopulationRun {

    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

    private final RunPlan plan;
    private final RunHeader header;
    private final DrawSink sink;
    private final Method.Populations method;
    private final PopulationSampler sampler;
    private final int dimension;

    PopulationRun(RunPlan plan, RunHeader header, DrawSink sink) {
        this.plan = plan;
        this.header = header;
        this.sink = sink;
        this.method = (Method.Populations) plan.options().method();
        this.dimension = plan.model().layout().dimension();
        if (dimension == 0) {
            throw new PopulationException("the model has no parameters that a population could move over: take"
                    + " another method, which draws generated quantities alone");
        }
        this.sampler = method.sampler(plan.options(), dimension);
    }

    /** The evaluator of a thread. */
    private static Generative likelihood(Model model) {
        return model.newGenerative()
                .orElseThrow(() -> new IllegalArgumentException(
                        "model must be compiled with its prior as standard normals, but is not"));
    }

    RunReport run() {
        long start = System.nanoTime();
        sink.begin(header);
        List<ChainReport> reports = new ArrayList<>();
        Optional<RuntimeException> failure = Optional.empty();
        for (int number = 0; number < plan.options().chains() && failure.isEmpty(); number++) {
            PopulationRunner runner = new PopulationRunner(number);
            failure = runner.run();
            reports.add(runner.report());
        }
        RunStatus status = failure.isPresent()
                ? RunStatus.FAILED
                : reports.stream().allMatch(report -> report.status() == RunStatus.COMPLETE)
                        ? RunStatus.COMPLETE
                        : RunStatus.CANCELLED;
        RunReport report =
                new RunReport(header, status, reports, Duration.ofNanos(System.nanoTime() - start), List.of());
        sink.end(report);
        failure.ifPresent(e -> {
            throw e;
        });
        return report;
    }

    private boolean isCancelled() {
        return plan.control().cancellation().isRequested()
                || Thread.currentThread().isInterrupted();
    }

    private void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }

    /** One population. */
    private final class PopulationRunner {
        private final int number;
        private final SamplerOptions options = plan.options();
        private final ChainStreams streams;
        private final long start = System.nanoTime();
        private RunStatus status = RunStatus.COMPLETE;
        private Optional<Population> population = Optional.empty();
        private long calls;
        private long failures;
        private int draws;

        PopulationRunner(int number) {
            this.number = number;
            this.streams = ChainStreams.of(options.seed(), number);
        }

        /** Runs the population; what it threw, if it failed. */
        Optional<RuntimeException> run() {
            Optional<DrawSink.ChainSink> rows = Optional.empty();
            Optional<RuntimeException> failure = Optional.empty();
            try {
                // nobody waits for a population that has not begun
                checkCancelled();
                rows = Optional.of(sink.chain(number));
                observe(0);
                population = Optional.of(simulate());
                write(population.get(), rows.get());
                observe(1);
            } catch (CancelledException e) {
                status = RunStatus.CANCELLED;
            } catch (RuntimeException e) {
                status = RunStatus.FAILED;
                failure = Optional.of(e);
            }
            rows.ifPresent(output -> output.end(report()));
            return failure;
        }

        private Population simulate() {
            try (Workers workers = new Workers(
                    () -> likelihood(plan.model()),
                    options.threads(),
                    method.onFailure(),
                    PopulationRun.this::checkCancelled)) {
                try {
                    return sampler.run(
                            workers, ParticleStreams.of(options.seed(), number, sampler.particles()), this::observe);
                } finally {
                    calls = workers.calls();
                    failures = workers.failures();
                }
            }
        }

        private void write(Population result, DrawSink.ChainSink rows) {
            RowWriter writer = new RowWriter(method.statistics(), plan.model(), options.select(), streams);
            ChainState state = new ChainState(dimension);
            StepInfo info = new StepInfo();
            for (int i = 0; i < result.size() && !result.ordered(); i++) {
                if (result.logWeights()[i] > Double.NEGATIVE_INFINITY) {
                    move(state, result, i);
                    rows.particle(
                            result.logWeights()[i],
                            result.logLikelihoods()[i],
                            writer.write(Phase.WARMUP, state, info));
                }
            }
            for (int i : result.draws(options.keptDraws(), streams.transitions())) {
                move(state, result, i);
                rows.draw(Phase.SAMPLING, writer.write(Phase.SAMPLING, state, info));
                draws++;
            }
        }

        private void move(ChainState state, Population result, int particle) {
            double[] z = result.positions()[particle];
            double logDensity = result.logLikelihoods()[particle];
            for (double coordinate : z) {
                logDensity -= 0.5 * coordinate * coordinate + HALF_LOG_TWO_PI;
            }
            state.moveTo(z, logDensity, new double[dimension]);
        }

        private void observe(double fraction) {
            if (options.refresh() > 0) {
                int total = Math.max(1, options.draws());
                int done = (int) (fraction * total);
                plan.control().observer().progress(new ChainProgress(number, Phase.SAMPLING, done, total, 0, 0, calls));
            }
        }

        ChainReport report() {
            List<RejectionCount> rejections = failures == 0
                    ? List.of()
                    : List.of(new RejectionCount(
                            "", "evaluations of the likelihood that failed and were given no weight", failures));
            PhaseReport sampling = new PhaseReport(draws, 0, 0, calls, Duration.ofNanos(System.nanoTime() - start));
            return new ChainReport(
                    number,
                    status,
                    PhaseReport.NONE,
                    sampling,
                    Optional.empty(),
                    new double[0],
                    rejections,
                    List.of(),
                    population.map(Population::report));
        }
    }
}
