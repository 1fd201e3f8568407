package dev.cotangent.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cotangent.Draws;
import dev.cotangent.ModelCompilationException;
import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.ModelFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Models and fits over HTTP.
 *
 * <pre>
 * POST /models                text of a model        201 {"id": ...}
 * POST /fits?model=ID         data as JSON           201 {"id": ...}   also chains, draws, warmup, seed
 * GET  /fits/ID                                      where it is
 * GET  /fits/ID/events                               the same as server-sent events, until it ends
 * GET  /fits/ID/summary, /fits/ID/draws              JSON; JSON lines, one a draw: those so far, if it still runs
 * POST /fits/ID/cancel, /fits/ID/resume
 * GET  /health, /metrics
 * </pre>
 */
public final class Service implements AutoCloseable {

    private static final long EVENT_MILLIS = 100;

    private final ServiceLimits limits;
    private final Fits fits;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean closed;

    private Service(int port, Path folder, ServiceLimits limits) throws IOException {
        this.limits = limits;
        this.fits = new Fits(folder, limits);
        this.server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.setExecutor(requests);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Serves until it is closed.
     *
     * @param port 0 for any that is free
     * @param folder where models and fits are kept; fits of an earlier process can be resumed
     */
    public static Service start(int port, Path folder, ServiceLimits limits) throws IOException {
        return new Service(port, folder, limits);
    }

    /** The port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops fits, so that they can be resumed, and the server. */
    @Override
    public void close() {
        closed = true;
        fits.close();
        server.stop(0);
        requests.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        served.incrementAndGet();
        try (exchange) {
            try {
                route(exchange);
            } catch (HttpError e) {
                refuse(exchange, e.status(), String.valueOf(e.getMessage()));
            } catch (ModelCompilationException | DataException | ModelFailure | IllegalArgumentException e) {
                refuse(exchange, 422, String.valueOf(e.getMessage()));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                System.getLogger("dev.cotangent.example").log(Level.ERROR, "a request failed", e);
                refuse(exchange, 500, "the service failed");
            }
        }
    }

    private void refuse(HttpExchange exchange, int status, String message) throws IOException {
        refused.incrementAndGet();
        answer(exchange, status, Map.of("error", message));
    }

    private void route(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String request = exchange.getRequestMethod() + " " + (path.length > 1 ? path[1] : "")
                + (path.length > 2 ? "/ID" : "") + (path.length > 3 ? "/" + path[3] : "");
        switch (request) {
            case "POST models" -> answer(exchange, 201, Map.of("id", fits.addModel(body(exchange))));
            case "POST fits" -> {
                String data = body(exchange);
                answer(exchange, 201, fits.addFit(query(exchange), data).describe());
            }
            case "GET fits/ID" -> answer(exchange, 200, fits.fit(path[2]).describe());
            case "GET fits/ID/events" -> events(exchange, fits.fit(path[2]));
            case "GET fits/ID/summary" ->
                answer(exchange, 200, summary(fits.fit(path[2]).draws()));
            case "GET fits/ID/draws" -> draws(exchange, fits.fit(path[2]).draws());
            case "POST fits/ID/cancel" -> {
                fits.fit(path[2]).cancel();
                answer(exchange, 202, fits.fit(path[2]).describe());
            }
            case "POST fits/ID/resume" ->
                answer(exchange, 202, fits.resume(path[2]).describe());
            case "GET health" -> answer(exchange, 200, Map.of("status", "up"));
            case "GET metrics" -> text(exchange, metrics());
            default ->
                throw new HttpError(
                        404,
                        "there is no " + exchange.getRequestMethod() + " "
                                + exchange.getRequestURI().getPath());
        }
    }

    private String body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(limits.bodyBytes() + 1);
        if (bytes.length > limits.bodyBytes()) {
            drain(exchange);
            throw new HttpError(413, "a request has at most " + limits.bodyBytes() + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A client that still writes does not see an answer; one that goes on and on gets none. */
    private void drain(HttpExchange exchange) throws IOException {
        byte[] rest = new byte[8192];
        long left = 16L * limits.bodyBytes();
        int read = 0;
        while (read >= 0 && left > 0) {
            read = exchange.getRequestBody().read(rest);
            left -= read;
        }
        exchange.getResponseHeaders().set("Connection", "close");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void answer(HttpExchange exchange, int status, Object json) throws IOException {
        byte[] bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void text(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void events(HttpExchange exchange, FitJob job) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        String former = "";
        try {
            while (!closed) {
                // asked first, so that the last event is of the end
                boolean ended = job.state() != FitJob.State.RUNNING;
                String now = Json.write(job.describe());
                if (!now.equals(former)) {
                    String event = ended ? "end" : "progress";
                    out.write(("event: " + event + "\ndata: " + now + "\n\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    former = now;
                }
                if (ended) {
                    return;
                }
                Thread.sleep(EVENT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Map<String, Object>> summary(Draws draws) {
        List<Map<String, Object>> lines = new ArrayList<>();
        Summary.of(draws.source()).variables().forEach(v -> {
            Map<String, Object> line = new HashMap<>();
            line.put("name", v.name());
            line.put("mean", v.mean());
            line.put("sd", v.standardDeviation());
            v.quantiles().forEach(q -> line.put("q" + Math.round(100 * q.probability()), q.value()));
            line.put("ess_bulk", v.essBulk());
            line.put("ess_tail", v.essTail());
            line.put("r_hat", v.rHat());
            lines.add(line);
        });
        return lines;
    }

    /** One object a draw, written as it is made: draws can be larger than any string. */
    private static void draws(HttpExchange exchange, Draws draws) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        List<String> names = draws.columns();
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8))) {
            for (int chain = 0; chain < draws.chains(); chain++) {
                int number = chain + 1;
                List<String> lines = new ArrayList<>();
                draws.source().rows(chain, row -> {
                    StringBuilder line = new StringBuilder("{\"chain\":" + number);
                    for (int k = 0; k < row.length; k++) {
                        line.append(",")
                                .append(Json.write(names.get(k)))
                                .append(":")
                                .append(Json.write(row[k]));
                    }
                    lines.add(line.append("}\n").toString());
                });
                for (String line : lines) {
                    out.write(line);
                }
            }
        }
    }

    private String metrics() {
        StringBuilder text = new StringBuilder();
        for (FitJob.State state : FitJob.State.values()) {
            text.append("cotangent_fits{state=\"%s\"} %d%n"
                    .formatted(state.name().toLowerCase(Locale.ROOT), fits.count(state)));
        }
        text.append("cotangent_models_cached %d%n".formatted(fits.cache().size()));
        text.append(
                "cotangent_model_cache_hits_total %d%n".formatted(fits.cache().hits()));
        text.append(
                "cotangent_model_cache_misses_total %d%n".formatted(fits.cache().misses()));
        text.append("cotangent_requests_total %d%n".formatted(served.get()));
        text.append("cotangent_requests_refused_total %d%n".formatted(refused.get()));
        return text.toString();
    }
}
