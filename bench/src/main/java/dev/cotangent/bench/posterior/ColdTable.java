package dev.cotangent.bench.posterior;

import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.model.Model;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Compares with Stan's the least bulk effective sample size per CPU second of a process that does nothing else: the start of
 * Java, the compilation of model and bytecode and the run all count on our side, on Stan's the run alone. Prints Markdown.
 * {@link RunOptions} has the arguments; each posterior runs once, in a process of its own, with the first seed.
 */
public final class ColdTable {

    private ColdTable() {}

    /** Runs the posteriors, or the one that the property {@code cold.posterior} names in this process. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        RunOptions options = RunOptions.parse(arguments);
        String posterior = System.getProperty("cold.posterior", "");
        List<Baseline> baselines = Baseline.converged(options.golden().resolve("stan-2.21/baseline.csv"));
        if (posterior.isEmpty()) {
            print(baselines.stream().filter(b -> options.wants(b.name())).toList(), arguments, options);
        } else {
            Baseline stan = baselines.stream()
                    .filter(b -> b.name().equals(posterior))
                    .findFirst()
                    .orElseThrow();
            System.out.println(measure(stan, options));
        }
    }

    /** Effective sample size and CPU seconds since the process began. */
    private static String measure(Baseline stan, RunOptions options) throws IOException {
        Model model = PosteriorRun.compile(new Posteriordb(options.posteriordb()), stan.model(), stan.data());
        PosteriorRun run =
                PosteriorRun.of(model, options.samplerOptions(options.seeds().get(0)), Set.of());
        double seconds = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                * 1e-9;
        return run.minimumEss() + " " + seconds;
    }

    private static void print(List<Baseline> baselines, String[] arguments, RunOptions options)
            throws IOException, InterruptedException {
        StringBuilder report = new StringBuilder();
        line(report, "| posterior | ESS | CPU s | ESS / CPU s | Stan's | ratio |");
        line(report, "|---|---:|---:|---:|---:|---:|");
        double logs = 0;
        for (Baseline stan : baselines) {
            String[] figures = fork(stan, arguments).split(" ");
            double ess = Double.parseDouble(figures[0]);
            double seconds = Double.parseDouble(figures[1]);
            double ratio = ess / seconds / stan.essPerSecond();
            logs += Math.log(ratio) / baselines.size();
            line(
                    report,
                    String.format(
                            Locale.ROOT,
                            "| %s | %.0f | %.2f | %.3g | %.3g | %.2f |",
                            stan.name(),
                            ess,
                            seconds,
                            ess / seconds,
                            stan.essPerSecond(),
                            ratio));
        }
        line(report, "");
        line(
                report,
                String.format(
                        Locale.ROOT,
                        "%d posteriors, cold. ESS per CPU second beside Stan's: geometric mean %.2f.",
                        baselines.size(),
                        Math.exp(logs)));
        if (options.markdown().isPresent()) {
            Files.writeString(options.markdown().get(), report);
        }
    }

    private static String fork(Baseline stan, String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dcold.posterior=" + stan.name(),
                ColdTable.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("measurement of " + stan.name() + " failed");
        }
        return printed;
    }

    private static void line(StringBuilder report, String line) {
        System.out.println(line);
        report.append(line).append('\n');
    }
}
