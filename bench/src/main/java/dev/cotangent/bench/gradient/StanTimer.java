package dev.cotangent.bench.gradient;

import dev.cotangent.bench.posteriordb.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Times Stan's gradient: R's rstan translates the program, the C++ compiler compiles it with a loop around {@code
 * log_prob_grad}. Needs Debian's {@code r-cran-rstan}.
 */
final class StanTimer {

    private static final String LOOP = "stan-loop.cpp";

    private final Path folder;
    private final List<String> includes;

    private StanTimer(Path folder, List<String> includes) {
        this.folder = folder;
        this.includes = includes;
    }

    /** The Stan of this machine; says on standard error what is missing if there is none. */
    static Optional<StanTimer> find() throws IOException {
        Path folder = Files.createTempDirectory("cotangent-stan");
        String script = "p <- function(x, d) cat(system.file(d, package = x), '\\n', sep = '');"
                + " invisible(packageVersion('rstan')); p('StanHeaders', 'include'); p('StanHeaders', 'include/src');"
                + " p('BH', 'include'); p('RcppEigen', 'include'); p('RcppParallel', 'include')";
        try {
            List<String> includes = run(folder, List.of("Rscript", "-e", script))
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> "-I" + line)
                    .toList();
            return Optional.of(new StanTimer(folder, includes));
        } catch (IOException e) {
            System.err.println("Stan is not run: it needs R with rstan (Debian: apt-get install r-cran-rstan): "
                    + e.getMessage().lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }

    /**
     * Compiles a program and times its gradient.
     *
     * @param data in JSON
     * @param q the point on the unconstrained scale
     * @return CPU time in microseconds, best of five batches
     * @throws IOException if this Stan does not compile or run it
     */
    double microseconds(String program, byte[] data, double[] q) throws IOException {
        Files.writeString(folder.resolve("program.stan"), OlderSyntax.of(program));
        Files.writeString(folder.resolve("data.R"), RDump.of(JsonTree.object(data)));
        Files.writeString(
                folder.resolve("point.txt"),
                DoubleStream.of(q).mapToObj(Double::toString).collect(Collectors.joining("\n")));
        String translated = run(
                folder,
                List.of(
                        "Rscript",
                        "-e",
                        "cat(rstan::stanc('program.stan', model_name = 'program', allow_undefined = FALSE)$cppcode)"));
        try (InputStream loop = StanTimer.class.getResourceAsStream(LOOP)) {
            String around = new String(loop.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve("program.cpp"), translated + around);
        }
        run(folder, compilation());
        String time = run(folder, List.of("./program", "data.R", "point.txt"));
        return Double.parseDouble(time.strip().toLowerCase(Locale.ROOT));
    }

    private List<String> compilation() {
        List<String> command = new java.util.ArrayList<>(List.of("g++", "-std=c++14", "-O3", "-w"));
        command.addAll(List.of("-DNDEBUG", "-DBOOST_DISABLE_ASSERTS", "-DBOOST_PHOENIX_NO_VARIADIC_EXPRESSION"));
        command.addAll(includes);
        command.addAll(List.of("-o", "program", "program.cpp"));
        return command;
    }

    private static String run(Path folder, List<String> command) throws IOException {
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(
                    command.get(0) + " failed: " + Files.readString(errors).strip());
        }
        return output;
    }
}
