package dev.cotangent.bench.metric;

import dev.cotangent.CompileOptions;
import dev.cotangent.ModelCompilationException;
import dev.cotangent.spi.ModelCompiler;
import dev.cotangent.spi.ShowsPhases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Which programs of a folder have a Fisher metric, and what keeps the others from having one, as Markdown. */
public final class FisherTable {

    private FisherTable() {}

    /** Takes a folder of {@code .stan} or {@code .model} files. */
    public static void main(String[] args) throws IOException {
        ShowsPhases compiler = (ShowsPhases)
                ServiceLoader.load(ModelCompiler.class).findFirst().orElseThrow();
        List<Path> programs;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            programs = files.filter(f -> f.toString().matches(".*\\.(stan|model)"))
                    .sorted()
                    .toList();
        }
        List<String> known = new ArrayList<>();
        System.out.println("| program | line | reason |\n|---|---|---|");
        for (Path program : programs) {
            String name = program.getFileName().toString().replaceAll("\\..*", "");
            String text = shown(compiler, program);
            if (text.contains("The Fisher metric is the sum")) {
                known.add(name);
            } else {
                System.out.println(row(name, text));
            }
        }
        System.out.println("\n" + known.size() + " of " + programs.size() + " have one: " + String.join(", ", known));
    }

    private static String shown(ShowsPhases compiler, Path program) throws IOException {
        try {
            return compiler.show(
                    "metric", program.getFileName().toString(), Files.readString(program), CompileOptions.defaults());
        } catch (ModelCompilationException e) {
            return e.problems().get(0).message();
        }
    }

    /** The first statement without information, and how many more there are. */
    private static String row(String name, String text) {
        String[] lines = text.split("\n");
        List<String> reasons = new ArrayList<>();
        String line = "";
        for (int k = 1; k < lines.length; k++) {
            if (lines[k].startsWith("  no information")) {
                String reason = lines[k].replaceFirst("  no information( of `.*?`(?=: ))?: ", "");
                line = line.isEmpty() ? lines[k - 1].split(":")[1] : line;
                if (!reasons.contains(reason)) {
                    reasons.add(reason);
                }
            }
        }
        return "| " + name + " | " + line + " | " + (reasons.isEmpty() ? lines[0] : String.join("; ", reasons)) + " |";
    }
}
