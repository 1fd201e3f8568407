package dev.cotangent.bench.plates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.Cotangent;
import dev.cotangent.bench.posteriordb.JsonTree;
import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which programs are sums over rows, as {@code plates.csv} says, and whether their sums are the density. Needs folders that
 * are named by {@code -Dcotangent.golden} (with {@code cmdstan-gradients.json}) and {@code -Dcotangent.posteriordb}.
 */
@Tag("slow")
class GoldenPlatesTest {

    /** Of the sum of the magnitudes of all terms; the two ways to add a few thousand terms differ by so much. */
    private static final double TOLERANCE = 1e-12;

    private static final String GOLDEN = System.getProperty("cotangent.golden", "");
    private static final String POSTERIORDB = System.getProperty("cotangent.posteriordb", "");

    /** Programs whose rows are not the outermost dimension of some variable, which {@link ArrayRows} cannot read. */
    private static final Set<String> ROWS_INSIDE = Set.of("bones_model", "multi_occupancy");

    private record Expected(String model, String verdict, String size) {
        @Override
        public String toString() {
            return model + " " + verdict + " " + size;
        }
    }

    private static List<Expected> table() throws IOException {
        try (InputStream text = GoldenPlatesTest.class.getResourceAsStream("/plates/plates.csv")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", 4))
                    .map(cells -> new Expected(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }

    static Stream<Expected> programs() throws IOException {
        return table().stream();
    }

    @Test
    void atLeastSixtyProgramsArePlated() throws IOException {
        assertThat(table()).hasSize(94);
        assertThat(table()).filteredOn(e -> e.verdict().equals("plated")).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theSumOverRowsIsTheDensity(Expected expected) throws IOException {
        assumeTrue(!GOLDEN.isEmpty() && !POSTERIORDB.isEmpty(), "no -Dcotangent.golden and -Dcotangent.posteriordb");
        Map<?, ?> golden = golden().get(expected.model());
        Posteriordb posteriordb = new Posteriordb(Path.of(POSTERIORDB));
        JsonData data = JsonData.read(
                new ByteArrayInputStream(posteriordb.data((String) golden.get("data"))), golden.get("data") + ".json");
        CompiledModel compiled = Cotangent.compile(
                expected.model() + ".model",
                posteriordb.program(expected.model()),
                CompileOptions.defaults().withPlates());
        Model model = compiled.bind(data).model();
        if (expected.verdict().equals("coupled")) {
            assertThat(model.newAdditiveDensity()).isEmpty();
        } else {
            assertThat(model.plate().orElseThrow().size()).isEqualTo(expected.size());
            double[] q = point(model.layout().dimension(), ((Long) golden.get("point")).intValue());
            assertThat(RowSums.error(model, q)).isLessThan(TOLERANCE);
            requireSameFromSource(compiled, model, data, q);
        }
    }

    /** Rows from a source give the same density, unless data are computed from all rows, or rows are not outermost. */
    private static void requireSameFromSource(CompiledModel compiled, Model model, JsonData data, double[] q) {
        boolean isWhole = model.plate().orElseThrow().wholes().stream()
                .anyMatch(whole -> !whole.message().endsWith("is used as a number"));
        int rows = model.newAdditiveDensity().orElseThrow().rows();
        if (isWhole) {
            assertThatThrownBy(() -> compiled.bind(data, new ArrayRows(data, rows), 0))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(compiled.name() + ".model:");
        } else if (!ROWS_INSIDE.contains(compiled.name())) {
            Model sourced = compiled.bind(data, new ArrayRows(data, rows), 0).model();
            Additive additive = sourced.newAdditiveDensity().orElseThrow();
            assertThat(RowSums.error(model.newLogDensity(), additive, q)).isLessThan(TOLERANCE);
            assertThat(RowSums.error(sourced.newLogDensity(), additive, q)).isLessThan(TOLERANCE);
            assertThat(model.layout().columnNames())
                    .containsAll(sourced.layout().columnNames());
        }
    }

    private static Map<String, Map<?, ?>> golden() throws IOException {
        Map<String, Map<?, ?>> result = new LinkedHashMap<>();
        for (Object entry : JsonTree.object(Files.readAllBytes(Path.of(GOLDEN, "cmdstan-gradients.json")))
                .values()) {
            Map<?, ?> posterior = (Map<?, ?>) entry;
            result.put((String) posterior.get("model"), posterior);
        }
        return result;
    }

    /** The points of {@code cmdstan-gradients.json}, which states them as formulas. */
    private static double[] point(int dimension, int variant) {
        double[] q = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            q[i] = switch (variant) {
                case 0 -> 0.1 + 0.05 * (i % 7) - 0.15 * (i % 3);
                case 1 -> 0.02 * (i % 5 - 2);
                default -> 0;
            };
        }
        return q;
    }
}
