package dev.cotangent.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.runtime.approximation.ModeSearch;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.derivative.Hessian;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.Initialisation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hessians by differences of the gradient, which Laplace approximations are made of, are those that are compiled. */
class HessianTest {

    /** Elements are compared on the scale of the curvatures: an error of 1e-8 is one of 1e-8 in a correlation. */
    @ParameterizedTest
    @ValueSource(strings = {"beetles", "dax", "faithful", "lynx", "nile", "pumps", "rats", "stackloss"})
    void differencesAreExactAtModes(String name) throws IOException {
        Path folder = Path.of(name);
        Model model = Cotangent.compile(
                        folder.resolve(name + ".model"),
                        CompileOptions.defaults().withCurvature())
                .bind(JsonData.read(folder.resolve("data.json")))
                .model();
        double[] mode = ModeSearch.run(
                        model,
                        new Starts(1, Initialisation.uniform(), 1, 1),
                        LbfgsOptions.defaults(),
                        Cancellation.onRequest())
                .best()
                .position();
        Curved curved = model.newCurvedDensity().orElseThrow();
        int n = mode.length;
        double[] exact = new double[n * n];
        curved.hessian(mode, new double[n], exact);

        Hessian found = Hessian.at(model.newLogDensity(), mode);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double size = Math.sqrt(Math.abs(exact[i * n + i] * exact[j * n + j]));
                assertThat(found.values()[i][j] / size)
                        .as("%d, %d", i, j)
                        .isCloseTo(exact[i * n + j] / size, within(1e-8));
            }
        }
        assertThat(found.asymmetry()).isLessThan(1e-7);
    }
}
