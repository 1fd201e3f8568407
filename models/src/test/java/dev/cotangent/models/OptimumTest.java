package dev.cotangent.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.DensityScale;
import dev.cotangent.runtime.approximation.ModeSearch;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.Initialisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Modes are those of Stan 2.21's log density: {@code src/test/reference/optimum.R} says how they were found. */
class OptimumTest {

    private static final Path REFERENCE = Path.of("src", "test", "resources", "optimum.csv");

    /**
     * A mode.
     *
     * @param values values by column, {@code lp__} among them
     */
    record Optimum(String model, DensityScale scale, Map<String, Double> values) {
        @Override
        public String toString() {
            return model + ", " + scale;
        }
    }

    static List<Optimum> optima() throws IOException {
        List<Optimum> optima = new ArrayList<>();
        for (String line : Files.readAllLines(REFERENCE)) {
            String[] cells = line.split(",");
            if (cells[0].equals("model")) {
                continue;
            }
            DensityScale scale = cells[1].equals("TRUE") ? DensityScale.UNCONSTRAINED : DensityScale.CONSTRAINED;
            Optimum last = optima.isEmpty() ? null : optima.get(optima.size() - 1);
            if (last == null || !last.model().equals(cells[0]) || last.scale() != scale) {
                last = new Optimum(cells[0], scale, new LinkedHashMap<>());
                optima.add(last);
            }
            last.values().put(cells[2], Double.parseDouble(cells[3]) - dropped(cells[0], cells[2]));
        }
        return optima;
    }

    /** Stan 2.21 drops a constant of {@code ~ lognormal}, half of log 2π, that later versions and we keep. */
    private static double dropped(String model, String column) {
        return model.equals("faithful") && column.equals("lp__") ? Math.log(2 * Math.PI) : 0;
    }

    private static Map<String, Double> found(Optimum optimum, LbfgsOptions options) throws IOException {
        Path folder = Path.of(optimum.model());
        Model model = Cotangent.compile(
                        folder.resolve(optimum.model() + ".model"),
                        CompileOptions.defaults().withScale(optimum.scale()))
                .bind(JsonData.read(folder.resolve("data.json")))
                .model();
        ModeSearch.Result result =
                ModeSearch.run(model, new Starts(3, Initialisation.uniform(), 1, 2), options, Cancellation.onRequest());
        assertThat(result.best().end().isConverged())
                .as(result.best().end().text())
                .isTrue();
        List<String> columns = ModeSearch.columns(model);
        double[] row = ModeSearch.row(model, result.best(), 1);
        Map<String, Double> values = new LinkedHashMap<>();
        for (int k = 0; k < row.length; k++) {
            values.put(columns.get(k), row[k]);
        }
        return values;
    }

    /** Gradients under 1e-6 and curvatures over 0.1 leave an error of 1e-5 in parameters, and 1e-11 in log densities. */
    @ParameterizedTest
    @MethodSource("optima")
    void areThoseOfStan(Optimum optimum) throws IOException {
        Map<String, Double> found = found(optimum, new LbfgsOptions(10, 5000, 1e-3, 0, 0, 1e-6, 0, 0));
        optimum.values()
                .forEach((column, value) -> assertThat(found.get(column))
                        .as(column)
                        .isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value)))));
        assertThat(found.get("lp__")).isCloseTo(optimum.values().get("lp__"), within(1e-9));
    }

    /** The default tolerances stop where a Newton step would raise the log density by 2e-9 of itself, at most. */
    @ParameterizedTest
    @MethodSource("optima")
    void defaultsComeClose(Optimum optimum) throws IOException {
        double highest = optimum.values().get("lp__");
        double tolerance = 4e-9 * Math.max(1, Math.abs(highest));
        assertThat(found(optimum, LbfgsOptions.defaults()).get("lp__")).isCloseTo(highest, within(tolerance));
    }
}
