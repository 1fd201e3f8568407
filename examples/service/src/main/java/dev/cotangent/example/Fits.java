package dev.cotangent.example;

import dev.cotangent.BoundModel;
import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.Data;
import dev.cotangent.Includes;
import dev.cotangent.ModelCache;
import dev.cotangent.runtime.model.BindOptions;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Models and fits of the service, without HTTP. */
final class Fits implements AutoCloseable {

    private final Store store;
    private final ServiceLimits limits;
    private final CompileOptions options;
    private final ModelCache cache;
    private final ExecutorService chains;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, FitJob> jobs = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    Fits(Path folder, ServiceLimits limits) throws IOException {
        this.store = new Store(folder);
        this.limits = limits;
        this.options = CompileOptions.defaults().withIncludes(Includes.none()).withLimits(limits.model());
        this.cache = new ModelCache(limits.models());
        this.chains = Executors.newFixedThreadPool(limits.threads());
        for (String id : store.fits()) {
            boolean complete = Files.exists(store.draws(id));
            String model = store.options(id).getProperty("model");
            jobs.put(id, new FitJob(id, model, store, complete ? FitJob.State.COMPLETE : FitJob.State.STOPPED));
        }
        clock.scheduleWithFixedDelay(this::checkpoint, 2, 2, TimeUnit.SECONDS);
    }

    ModelCache cache() {
        return cache;
    }

    long count(FitJob.State state) {
        return jobs.values().stream().filter(job -> job.state() == state).count();
    }

    private void checkpoint() {
        for (FitJob job : jobs.values()) {
            try {
                job.checkpoint();
            } catch (IOException e) {
                System.getLogger("dev.cotangent.example").log(Level.WARNING, "no checkpoint of " + job.id(), e);
            }
        }
    }

    /** Compiles a model and keeps its text; the id is a hash of the text. */
    String addModel(String text) throws IOException {
        String id = hash(text);
        compile(text);
        store.putModel(id, text);
        return id;
    }

    private CompiledModel compile(String text) {
        return cache.get("model", text, options);
    }

    private CompiledModel model(String id) throws IOException {
        if (!id.matches("[0-9a-f]{64}")) {
            throw new HttpError(404, "no model has the id `" + id + "`");
        }
        String text = store.model(id).orElseThrow(() -> new HttpError(404, "no model has the id `" + id + "`"));
        return compile(text);
    }

    /** Starts a fit. */
    FitJob addFit(Map<String, String> query, String data) throws IOException {
        if (count(FitJob.State.RUNNING) >= limits.fits()) {
            throw new HttpError(429, "there are " + limits.fits() + " fits already; try again later");
        }
        String model = Optional.ofNullable(query.get("model"))
                .orElseThrow(() -> new HttpError(400, "say which model: /fits?model=ID"));
        Properties given = new Properties();
        query.forEach(given::setProperty);
        // checked before anything is kept
        BoundModel bound = bind(model, data);
        SamplerOptions wanted = samplerOptions(given, bound);
        String id = "%013d-%04d".formatted(System.currentTimeMillis(), next.getAndIncrement() % 10_000);
        store.putFit(id, given, data);
        FitJob job = new FitJob(id, model, store, FitJob.State.STOPPED);
        jobs.put(id, job);
        job.start(bound, wanted, limits.deadline(), chains);
        return job;
    }

    private BoundModel bind(String model, String data) throws IOException {
        // what models print goes nowhere: it could fill any log
        return model(model).bind(Data.json(data), BindOptions.defaults().withPrinter(line -> {}));
    }

    private SamplerOptions samplerOptions(Properties given, BoundModel bound) {
        int chainCount = number(given, "chains", 4, 1, limits.chains());
        int draws = number(given, "draws", 1000, 1, limits.iterations());
        long bytes = 8L * chainCount * draws * (bound.names().size() + 8);
        if (bytes > limits.drawBytes()) {
            throw new HttpError(
                    400,
                    "these draws would take " + bytes + " bytes, but " + limits.drawBytes()
                            + " are allowed: ask for fewer chains, draws or variables");
        }
        return SamplerOptions.builder()
                .chains(chainCount)
                .draws(draws)
                .warmup(number(given, "warmup", SamplerOptions.DEFAULT_WARMUP, 0, limits.iterations()))
                .seed(number(given, "seed", 0, 0, Integer.MAX_VALUE))
                .threads(limits.threads())
                .refresh(50)
                .build();
    }

    private static int number(Properties given, String name, int usual, int least, int most) {
        String text = given.getProperty(name, Integer.toString(usual));
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new HttpError(400, name + " is a number from " + least + " to " + most + ", not `" + text + "`");
    }

    FitJob fit(String id) {
        return Optional.ofNullable(jobs.get(id))
                .orElseThrow(() -> new HttpError(404, "no fit has the id `" + id + "`"));
    }

    /** Goes on with a fit that was stopped, here or in a process that has ended. */
    FitJob resume(String id) throws IOException {
        FitJob job = fit(id);
        if (job.state() != FitJob.State.STOPPED) {
            throw new HttpError(409, "the fit is " + job.state() + "; only one that was stopped can be resumed");
        }
        Properties given = store.options(id);
        BoundModel bound = bind(given.getProperty("model"), store.data(id));
        job.start(bound, samplerOptions(given, bound), limits.deadline(), chains);
        return job;
    }

    /** Stops all fits, so that they can be resumed by another process. */
    @Override
    public void close() {
        clock.shutdownNow();
        jobs.values().forEach(FitJob::cancel);
        try {
            for (FitJob job : jobs.values()) {
                job.awaitStop(limits.model().evaluation().time());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        chains.shutdownNow();
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
