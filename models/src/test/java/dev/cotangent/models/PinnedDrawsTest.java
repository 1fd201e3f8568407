package dev.cotangent.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.Fit;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.AdaptationScheme;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws are the same bits on every machine and every version of Java: these are they, by their hash.
 *
 * <p>A change that is to alter draws, as a faster order of sums, alters hashes; the message has the new ones. If they differ
 * between two machines or two versions of Java, something inexact decides draws.
 */
class PinnedDrawsTest {

    /**
     * A run.
     *
     * @param model name of the folder
     * @param warmup iterations; without any, the step size is a tenth
     * @param hash first eight bytes of the SHA-256 of all draws, in hexadecimal
     */
    record Pin(String model, Method method, MetricKind metric, int warmup, String hash) {
        @Override
        public String toString() {
            return model + ", " + method + ", " + metric + ", warmup " + warmup;
        }
    }

    static Stream<Pin> pins() {
        return Stream.of(
                new Pin("eight_schools_noncentered", Method.nuts(), MetricKind.DIAGONAL, 300, "7a48a70f4b7dd3f9"),
                new Pin("eight_schools_noncentered", Method.hmc(), MetricKind.UNIT, 0, "970287fff7110877"),
                new Pin("epilepsy", Method.nuts(), MetricKind.DIAGONAL, 0, "ace625d092aa7083"),
                new Pin("lynx", Method.walnuts(), MetricKind.DIAGONAL, 0, "018736b749754f66"),
                new Pin("pumps", Method.nuts(), MetricKind.DENSE, 300, "3206dd7d92868a5d"),
                new Pin("rats", Method.nuts(), MetricKind.UNIT, 0, "25b67516f614fccf"),
                new Pin("stackloss", new Method.StaticHmc(1), MetricKind.DENSE, 300, "3f5b5f972ec0c47f"));
    }

    /** What nobody chose: climbs, a low-rank metric by Fisher divergence. */
    @ParameterizedTest
    @CsvSource({"eight_schools_noncentered, 25b874719ed1921b", "lynx, e0f07e6a85fa6a0b", "stackloss, 1f66bc47b44d49af"})
    void drawsOfTheDefaultsAreTheseBits(String model, String hash) throws IOException, NoSuchAlgorithmException {
        SamplerOptions options = SamplerOptions.builder()
                .warmup(300)
                .draws(100)
                .chains(2)
                .seed(20261124)
                .refresh(0)
                .build();
        assertThat(hash(folder(model).model().sample(options))).isEqualTo(hash);
    }

    private static ModelFolder folder(String name) throws IOException {
        return ModelFolder.all()
                .filter(folder -> folder.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("pins")
    void drawsAreTheseBits(Pin pin) throws IOException, NoSuchAlgorithmException {
        SamplerOptions.Builder options = SamplerOptions.builder()
                .method(pin.method())
                .metric(pin.metric())
                .adaptation(AdaptationOptions.of(AdaptationScheme.WINDOWS))
                .initialisation(Initialisation.uniform())
                .warmup(pin.warmup())
                .draws(100)
                .chains(2)
                .seed(20261124)
                .refresh(0);
        if (pin.warmup() == 0) {
            options.stepSize(0.1);
        }
        Fit fit = folder(pin.model()).model().sample(options.build());
        assertThat(hash(fit)).isEqualTo(pin.hash());
    }

    private static String hash(Fit fit) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<String> columns = fit.columns();
        for (String column : columns) {
            double[] draws = fit.draws(column);
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * draws.length);
            for (double draw : draws) {
                bytes.putDouble(draw);
            }
            digest.update(bytes.array());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
