package dev.cotangent.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunManifestTest {

    @TempDir
    private Path directory;

    private RunReport run(RunManifest manifest) {
        SamplerOptions options = SamplerOptions.builder()
                .chains(2)
                .warmup(150)
                .draws(60)
                .seed(-9)
                .build();
        PlainModel model = PlainModel.of(new Banana());
        return Sampler.run(model, options, manifest, RunObserver.SILENT, Cancellation.onRequest());
    }

    @Test
    void tellsWhatRanAndHowItWent() throws IOException {
        RunReport report = run(new RunManifest(directory, new Provenance("1.2.3", "abc", "def")));
        Map<String, String> found = scalars(directory.resolve(RunManifest.FILE_NAME));
        assertThat(found)
                .containsEntry("/model", "plain")
                .containsEntry("/modelHash", "abc")
                .containsEntry("/dataHash", "def")
                .containsEntry("/version", "1.2.3")
                .containsEntry("/status", "complete")
                .containsEntry("/options/seed", "-9")
                .containsEntry("/options/method", "nuts")
                .containsEntry("/options/maxDepth", "10")
                .containsEntry("/options/adaptation/targetAccept", "0.9")
                .containsEntry("/chains/1/chain", "2")
                .containsEntry("/chains/1/sampling/iterations", "60")
                .containsEntry("/divergences", Integer.toString(report.divergences()));
        double stepSize = report.chains().get(1).adaptation().orElseThrow().stepSize();
        double[][] inverseMass =
                report.chains().get(1).adaptation().orElseThrow().metric().inverseMass();
        assertThat(Double.parseDouble(found.get("/chains/1/stepSize"))).isEqualTo(stepSize);
        assertThat(Double.parseDouble(found.get("/chains/1/inverseMass/0/1"))).isEqualTo(inverseMass[0][1]);
    }

    @Test
    void saysThatTheRunGoesOnUntilItHasEnded() throws IOException {
        RunManifest manifest = new RunManifest(directory, new Provenance("1", "", ""));
        SamplerOptions options = SamplerOptions.builder().seed(5).build();
        manifest.begin(Sampler.header(PlainModel.of(new Banana()), options));
        assertThat(scalars(directory.resolve(RunManifest.FILE_NAME)))
                .containsEntry("/status", "running")
                .containsEntry("/options/seed", "5");
        run(manifest);
        assertThat(scalars(directory.resolve(RunManifest.FILE_NAME))).containsEntry("/status", "complete");
    }

    @Test
    void isReadBack() throws IOException {
        Provenance.Command command = new Provenance.Command("/home/me", List.of("sample", "m.model", "--seed=5"));
        Provenance provenance = new Provenance("1", "abc", "def", Map.of("init", "123"), Optional.of(command));
        run(new RunManifest(directory, provenance));
        StoredManifest stored = StoredManifest.read(directory);
        assertThat(stored.status()).isEqualTo("complete");
        assertThat(stored.draws()).isEqualTo(60);
        assertThat(stored.dataHash()).isEqualTo("def");
        assertThat(stored.inputsThatDiffer(provenance)).isEmpty();
        assertThat(stored.inputsThatDiffer(new Provenance("1", "", ""))).contains("init");
        assertThat(stored.command()).contains(command);
    }

    @Test
    void namesTheOptionThatDiffers() throws IOException {
        run(new RunManifest(directory, new Provenance("1", "", "")));
        StoredManifest stored = StoredManifest.read(directory);
        SamplerOptions.Builder options =
                SamplerOptions.builder().chains(2).warmup(150).seed(-9).draws(7).threads(9);
        PlainModel model = PlainModel.of(new Banana());
        assertThat(stored.difference(Sampler.header(model, options.build()))).isEmpty();
        assertThat(stored.difference(
                        Sampler.header(model, options.targetAccept(0.7).build())))
                .contains("adaptation.targetAccept was 0.9 and would be 0.7");
    }

    /** Scalar values of a JSON document by their path, {@code /array/0/name}. */
    private static Map<String, String> scalars(Path file) throws IOException {
        Map<String, String> scalars = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            while (json.nextToken() != null) {
                JsonToken token = json.currentToken();
                if (token.isScalarValue()) {
                    scalars.put(json.getParsingContext().pathAsPointer().toString(), json.getText());
                }
            }
        }
        return scalars;
    }
}
