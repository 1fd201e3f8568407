package dev.cotangent.bench.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFilesTest {

    @TempDir
    private Path folder;

    private List<GoldenPosterior> read(String cmdStan, String stan, String baseline) throws IOException {
        Files.createDirectories(folder.resolve("stan-2.21"));
        Files.writeString(folder.resolve("cmdstan-gradients.json"), cmdStan);
        Files.writeString(folder.resolve("stan-2.21/d-m.json"), stan);
        Files.writeString(folder.resolve("stan-2.21/baseline.csv"), baseline);
        return new GoldenFiles(folder).read();
    }

    @Test
    void timesAreOfTheLastFinitePointOrOfTheBaseline() throws IOException {
        List<GoldenPosterior> all = read("""
                {"m": {"model": "m", "data": "d", "point": 0, "gradient": [1]},
                 "other": {"model": "other", "data": "d", "point": 1, "gradient": [1, 2]},
                 "untimed": {"model": "untimed", "data": "d", "point": 2, "gradient": [1]}}
                """, """
                {"model": "m", "data": "d", "microseconds_per_gradient_best": 3.5, "points": [
                 {"unconstrained": [1]}, {"unconstrained": [2]},
                 {"unconstrained": [3], "gradient": [null], "non_finite": true}]}
                """, """
                "posterior","us_per_gradient_loop"
                "d-other",12.5
                """);
        assertThat(all).extracting(GoldenPosterior::name).containsExactly("d-m", "d-other", "d-untimed");
        assertThat(all.get(0).point()).containsExactly(2);
        assertThat(all.get(0).stanMicroseconds()).hasValue(3.5);
        assertThat(all.get(1).point()).containsExactly(0.02 * -2, 0.02 * -1);
        assertThat(all.get(1).stanMicroseconds()).hasValue(12.5);
        assertThat(all.get(2).stanMicroseconds()).isEmpty();
    }
}
