package dev.cotangent.bench.gradient;

import dev.cotangent.bench.posteriordb.Posteriordb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Times the gradients of posteriordb's programs in one process, and prints them beside Stan's as Markdown.
 *
 * <p>After every program has been warmed up, sweeps over all programs take turns, so that a change in the machine's load
 * meets all of them; a figure is the median over the sweeps, in CPU time of the thread. {@link GradientTableOptions} has
 * the arguments.
 */
public final class GradientTable {

    private static final int SWEEPS = 7;
    private static final long WARM_UP_NANOS = 400_000_000;
    private static final long SWEEP_NANOS = 40_000_000;

    private final GradientTableOptions options;
    private final Posteriordb posteriordb;

    private GradientTable(GradientTableOptions options) {
        this.options = options;
        this.posteriordb = new Posteriordb(options.posteriordb());
    }

    /** Runs the programs that the arguments name, or all. */
    public static void main(String[] arguments) throws IOException {
        GradientTable table = new GradientTable(GradientTableOptions.parse(arguments));
        String report = MarkdownReport.of(table.measure());
        System.out.print(report);
        Optional<Path> file = table.options.markdown();
        if (file.isPresent()) {
            Files.writeString(file.get(), report);
        }
    }

    private List<Measurement> measure() throws IOException {
        List<Contestant> contestants = compileAll();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            contestants.forEach(contestant -> contestant.sweep(SWEEP_NANOS));
        }
        Optional<StanTimer> stan = options.besideStan() ? StanTimer.find() : Optional.empty();
        List<Measurement> result = new ArrayList<>();
        for (Contestant contestant : contestants) {
            OptionalDouble beside = stan.isPresent() ? timeStan(stan.get(), contestant) : OptionalDouble.empty();
            result.add(contestant.measurement(beside));
        }
        return result;
    }

    private List<Contestant> compileAll() throws IOException {
        List<Contestant> result = new ArrayList<>();
        for (GoldenPosterior posterior : new GoldenFiles(options.golden()).read()) {
            if (options.wants(posterior)) {
                compile(posterior).ifPresent(result::add);
            }
        }
        return result;
    }

    private Optional<Contestant> compile(GoldenPosterior posterior) {
        try {
            Contestant contestant = Contestant.compile(posterior, posteriordb);
            contestant.warmUp(WARM_UP_NANOS);
            return Optional.of(contestant);
        } catch (IOException | RuntimeException e) {
            // One program that does not run must not cost the figures of the others.
            System.err.println("left out: " + posterior.name() + ": " + firstLine(e));
            return Optional.empty();
        }
    }

    private OptionalDouble timeStan(StanTimer stan, Contestant contestant) {
        try {
            return OptionalDouble.of(stan.microseconds(
                    contestant.program(),
                    posteriordb.data(contestant.posterior().data()),
                    contestant.posterior().point()));
        } catch (IOException e) {
            System.err.println("Stan left out: " + contestant.posterior().name() + ": " + firstLine(e));
            return OptionalDouble.empty();
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
