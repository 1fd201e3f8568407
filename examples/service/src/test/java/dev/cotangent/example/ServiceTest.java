package dev.cotangent.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.Limits;
import dev.cotangent.runtime.model.EvaluationLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as a client over HTTP sees it. */
@Timeout(60)
class ServiceTest {

    private static final String MODEL =
            "data { int N; vector[N] y; } parameters { real mu; real<lower=0> s; } model { mu ~ normal(0, 10); s ~ exponential(1); y ~ normal(mu, s); }";
    private static final String DATA = "{\"N\": 4, \"y\": [1, 2, 3, 6]}";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Service service;

    @BeforeEach
    void start() throws IOException {
        Limits limits = Limits.forStrangers()
                .withSourceCharacters(10_000)
                .withCompilation(20_000, Duration.ofSeconds(10))
                .withEvaluation(new EvaluationLimits(32 << 20, 10_000_000, Duration.ofSeconds(2)));
        service = Service.start(
                0, folder, new ServiceLimits(100_000, 4, 2, 3, 4, 10_000_000, 1L << 30, Duration.ofMinutes(1), limits));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + service.port() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String id(HttpResponse<String> response) {
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(response.body());
        assertThat(id.find()).as(response.body()).isTrue();
        return id.group(1);
    }

    private String fit(String model, String options) throws Exception {
        HttpResponse<String> response = post("/fits?model=" + model + options, DATA);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return id(response);
    }

    private void awaitState(String fit, String state) throws Exception {
        while (!get("/fits/" + fit).body().contains("\"state\":\"" + state + "\"")) {
            assertThat(get("/fits/" + fit).body()).doesNotContain("FAILED");
            if (!state.equals("COMPLETE")) {
                assertThat(get("/fits/" + fit).body()).doesNotContain("COMPLETE");
            }
            Thread.sleep(20);
        }
    }

    @Test
    void fitsAModelAndTellsOfIt() throws Exception {
        String model = id(post("/models", MODEL));
        String fit = fit(model, "&chains=2&draws=500&warmup=300&seed=5");

        String events = get("/fits/" + fit + "/events").body();
        assertThat(events).contains("event: end\n").contains("\"state\":\"COMPLETE\"");
        String summary = get("/fits/" + fit + "/summary").body();
        assertThat(summary).contains("\"name\":\"mu\"").contains("\"r_hat\":1.0");
        List<String> draws = get("/fits/" + fit + "/draws").body().lines().toList();
        assertThat(draws).hasSize(1000);
        assertThat(draws.get(0)).startsWith("{\"chain\":1,\"lp__\":").contains("\"mu\":");
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(get("/metrics").body())
                .contains("cotangent_fits{state=\"complete\"} 1")
                .contains("cotangent_model_cache_misses_total 1");
    }

    @Test
    void cancelsAndResumesAcrossARestartWithTheSameDraws() throws Exception {
        String model = id(post("/models", MODEL));
        // long enough for the request that cancels it to come before the end; if it does not, awaiting says so
        String options = "&chains=2&draws=200000&warmup=300&seed=6";
        String stopped = fit(model, options);
        while (!get("/fits/" + stopped).body().contains("SAMPLING")) {
            Thread.onSpinWait();
        }
        assertThat(post("/fits/" + stopped + "/cancel", "").statusCode()).isEqualTo(202);
        awaitState(stopped, "STOPPED");
        String whole = fit(model, options);
        assertThat(post("/fits/" + stopped + "/resume", "").statusCode()).isEqualTo(202);
        awaitState(whole, "COMPLETE");
        String expected = get("/fits/" + whole + "/draws").body();

        String interrupted = fit(model, options);
        stop();
        start();
        for (String id : List.of(stopped, interrupted)) {
            if (get("/fits/" + id).body().contains("STOPPED")) {
                assertThat(post("/fits/" + id + "/resume", "").statusCode()).isEqualTo(202);
            }
            awaitState(id, "COMPLETE");
            assertThat(get("/fits/" + id + "/draws").body().equals(expected)).isTrue();
        }
        assertThat(post("/fits/" + stopped + "/resume", "").statusCode()).isEqualTo(409);
    }

    @Test
    void staysUpWhateverItIsSent() throws Exception {
        assertRefused(post("/models", "parameters { reel x; }"), 422, "unexpected");
        assertRefused(post("/models", "model { target += " + "(".repeat(5000)), 422, "nest");
        assertRefused(post("/models", "// " + "x".repeat(20_000)), 422, "10000 characters");
        assertRefused(post("/models", "y".repeat(200_000)), 413, "100000 bytes");
        assertRefused(post("/models", "#include \"/etc/passwd\"\n"), 422, "no file");
        String model = id(post("/models", MODEL));
        for (String data : List.of("", "{", "[1]", "{\"N\": 1e9}", "{\"N\": 2000000000, \"y\": []}", "{\"N\": true}")) {
            assertRefused(post("/fits?model=" + model, data), 422, "data");
        }
        assertRefused(post("/fits?model=" + model + "&draws=x", DATA), 400, "draws is a number");
        assertRefused(post("/fits?model=" + model + "&draws=10000000&chains=4", DATA), 400, "bytes");
        assertRefused(post("/fits?model=../../x", DATA), 404, "no model");
        assertRefused(post("/fits", DATA), 400, "which model");
        assertRefused(get("/fits/none"), 404, "no fit");
        assertRefused(get("/nothing"), 404, "there is no GET /nothing");

        String endless = id(
                post(
                        "/models",
                        "transformed data { int n = 0; while (n >= 0) { n = 1 - n; } print(n); } parameters { real x; } model { x ~ normal(0, 1); }"));
        assertRefused(post("/fits?model=" + endless, "{}"), 422, "steps");
        String slow = id(
                post(
                        "/models",
                        "parameters { real x; } model { x ~ normal(0, 1); real s = x; while (s < 1e300) { s = s / 2; } target += s; }"));
        String fit = id(post("/fits?model=" + slow, "{}"));
        while (!get("/fits/" + fit).body().contains("FAILED")) {
            Thread.sleep(20);
        }
        assertThat(get("/fits/" + fit).body()).contains("steps");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesMoreFitsThanItMayRun() throws Exception {
        String model = id(post("/models", MODEL));
        for (int k = 0; k < 3; k++) {
            fit(model, "&draws=1000000&chains=1&seed=" + k);
        }
        assertRefused(post("/fits?model=" + model, DATA), 429, "3 fits");
    }

    private static void assertRefused(HttpResponse<String> response, int status, String message) {
        assertThat(response.body()).contains("\"error\":").contains(message);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
