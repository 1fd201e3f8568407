package dev.cotangent.bench.agreement;

import dev.cotangent.Cotangent;
import dev.cotangent.DensityScale;
import dev.cotangent.Fit;
import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes twenty draws of each of posteriordb's programs, generated quantities included, and compares the columns with
 * Stan's names in Stan's order where those are known.
 *
 * <p>Arguments: a git directory of posteriordb, a folder of golden values, and names of programs, all if none.
 */
public final class PosteriorRuns {

    private static final int DRAWS = 20;

    private PosteriorRuns() {}

    /** Runs the programs; the exit code is 1 if one fails or has other columns. */
    public static void main(String[] arguments) throws IOException {
        Posteriordb posteriordb = new Posteriordb(Path.of(arguments[0]));
        List<StanValues> known = StanValues.all(Path.of(arguments[1]).resolve("stan-2.21"), DensityScale.UNCONSTRAINED);
        List<String> names = List.of(arguments).subList(2, arguments.length);
        int failed = 0;
        for (Map.Entry<String, String> entry : posteriordb.dataByProgram().entrySet()) {
            if (names.isEmpty() || names.contains(entry.getKey())) {
                String trouble = trouble(posteriordb, entry.getKey(), entry.getValue(), known);
                failed += trouble.isEmpty() ? 0 : 1;
                System.out.printf(Locale.ROOT, "%-48s %s%n", entry.getKey(), trouble.isEmpty() ? "ok" : trouble);
            }
        }
        System.out.println(failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private static String trouble(Posteriordb posteriordb, String model, String data, List<StanValues> known) {
        try {
            Fit fit = Cotangent.compile(model + ".model", posteriordb.program(model))
                    .bind(JsonData.read(new ByteArrayInputStream(posteriordb.data(data)), data + ".json"))
                    .sample(SamplerOptions.builder()
                            .chains(1)
                            .warmup(10)
                            .draws(DRAWS)
                            .seed(1)
                            .build());
            Optional<StanValues> stan = known.stream()
                    .filter(s -> s.model().equals(model) && s.data().equals(data))
                    .findFirst();
            return stan.flatMap(s -> difference(fit.columns(), s)).orElse("");
        } catch (IOException | RuntimeException e) {
            return "FAILS " + e.getMessage().lines().findFirst().orElse("");
        }
    }

    /** Stan's values lack the names of generated quantities that are random. */
    private static Optional<String> difference(List<String> columns, StanValues stan) {
        List<String> expected = Stream.concat(stan.columns().stream(), stan.generated().stream())
                .toList();
        List<String> found = columns.stream().filter(c -> !c.endsWith("__")).toList();
        boolean same = found.size() >= expected.size()
                && found.subList(0, expected.size()).equals(expected);
        return same ? Optional.empty() : Optional.of("DIFFERS: columns " + found + ", Stan has " + expected);
    }
}
