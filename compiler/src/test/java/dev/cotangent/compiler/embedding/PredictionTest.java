package dev.cotangent.compiler.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.BoundModel;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.Draws;
import dev.cotangent.Fit;
import dev.cotangent.Predictor;
import dev.cotangent.SavedFit;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.Initialisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTest {

    private static final String LINE = """
            data {
              int N;
              vector[N] x;
              vector[N] y;
              int M;
              vector[M] x_new;
            }
            parameters {
              real alpha;
              real beta;
              real<lower=0> sigma;
            }
            model {
              [alpha, beta] ~ normal(0, 10);
              sigma ~ exponential(1);
              y ~ normal(alpha + beta * x, sigma);
            }
            generated quantities {
              vector[M] mean_new = alpha + beta * x_new;
              array[M] real y_new = normal_rng(mean_new, sigma);
            }
            """;

    private static BoundModel line(double... fresh) {
        return Cotangent.compile("line.model", LINE)
                .bind(Data.builder()
                        .put("N", 4)
                        .put("x", new double[] {1, 2, 3, 4})
                        .put("y", new double[] {2.1, 3.9, 6.2, 7.8})
                        .put("M", fresh.length)
                        .put("x_new", fresh)
                        .build());
    }

    private static Fit fit() {
        return line(1).sample(Schools.options().chains(2).warmup(300).draws(100).build());
    }

    @Test
    void predictsForNewDataFromASavedFit(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("line.fit");
        Fit fit = fit();
        fit.save(file);
        SavedFit saved = SavedFit.read(file);

        assertThat(saved.identity()).isEqualTo(fit.identity());
        assertThat(saved.status()).isEqualTo(fit.report().status());
        Draws predicted = line(10, 20).predict(saved.draws(), 3);
        assertThat(predicted.array("mean_new").shape()).containsExactly(2);
        assertThat(predicted.size()).isEqualTo(200);
        for (int draw = 0; draw < 200; draw++) {
            double alpha = fit.draws().scalar("alpha").get(draw);
            double beta = fit.draws().scalar("beta").get(draw);
            assertThat(predicted.array("mean_new").get(draw, 1)).isEqualTo(alpha + beta * 20, within(1e-9));
        }
        assertThat(predicted.array("y_new").element(0).mean()).isEqualTo(19.5, within(3.0));
    }

    @Test
    void predictsOneDrawAtATime() {
        Fit fit = fit();
        Predictor predictor = line(7).predictor(fit.draws(), 1);
        double[] row = new double[predictor.names().size()];
        predictor.predict(150, RandomSource.L64_X128_MIX.create(1L), row);

        assertThat(predictor.names()).containsExactly("alpha", "beta", "sigma", "mean_new.1", "y_new.1");
        assertThat(row[0]).isEqualTo(fit.draws().scalar("alpha").byChain()[1][50]);
        assertThat(row[3]).isEqualTo(row[0] + 7 * row[1], within(1e-9));
        assertThatThrownBy(() -> predictor.predict(200, RandomSource.L64_X128_MIX.create(1L), row))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesDamagedFilesAndOtherVersions(@TempDir Path folder) throws IOException {
        byte[] good = fit().saved().toBytes();
        SavedFit.of(good);

        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        assertThatThrownBy(() -> SavedFit.of(flipped)).isInstanceOf(IOException.class);
        byte[] later = good.clone();
        later[11] = 2;
        assertThatThrownBy(() -> SavedFit.of(later)).hasMessageContaining("version 2");
        assertThatThrownBy(() -> SavedFit.of(Arrays.copyOf(good, good.length - 9)))
                .hasMessageContaining("incomplete");
        Path text = Files.writeString(folder.resolve("x.fit"), "lp__,mu\n1,2,3,4,5\n");
        assertThatThrownBy(() -> SavedFit.read(text))
                .hasMessageContaining("no saved fit")
                .hasMessageContaining("x.fit");
    }

    @Test
    void survivesEveryFlippedByte() throws IOException {
        byte[] good = line(1).sample(
                        Schools.options().chains(1).warmup(50).draws(2).build())
                .saved()
                .toBytes();
        for (int k = 0; k < good.length; k++) {
            byte[] bad = good.clone();
            bad[k] ^= 0x55;
            assertThatThrownBy(() -> SavedFit.of(bad)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void findsModesAndApproximations() {
        BoundModel model = Cotangent.compile("n.model", "parameters { vector[2] x; } model { x ~ normal([1, 2]', 3); }")
                .bind(Data.none());
        Starts starts = new Starts(2, Initialisation.uniform(), 1, 1);
        var mode = model.approximations().mode(starts, Cancellation.onRequest());
        assertThat(mode.draws().array("x").get(0, 1)).isEqualTo(2, within(1e-6));

        // 4000 independent draws, standard error 3 / sqrt(4000) = 0.05: four of them
        Draws laplace = model.approximations().laplace(mode.climb().position(), 4000, 1, Cancellation.onRequest());
        assertThat(laplace.array("x").means()[0]).isEqualTo(1, within(0.2));
        Draws pathfinder = model.approximations().pathfinder(starts, 4000, Cancellation.onRequest());
        assertThat(pathfinder.array("x").means()[1]).isEqualTo(2, within(0.3));
    }
}
