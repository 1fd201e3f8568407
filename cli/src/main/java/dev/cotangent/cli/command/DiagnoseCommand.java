package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.report.Diagnosis;
import dev.cotangent.cli.report.DivergentDraws;
import dev.cotangent.cli.report.RunSummary;
import dev.cotangent.runtime.output.JsonTree;
import dev.cotangent.runtime.output.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent diagnose}: says whether the draws of runs can be trusted; for people, and by its exit code. */
@Command(
        name = "diagnose",
        description = {
            "Say whether the draws of runs can be trusted, and what to do if not.",
            "The exit code is 0 if no problem was found, and 3 if one was."
        })
public final class DiagnoseCommand implements Callable<Integer> {

    /** A run could be read, and something is wrong with it. */
    static final int PROBLEMS_FOUND = 3;

    private final Environment environment;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "Folders of runs; or the CSV files of one run, one a chain, CmdStan's too.")
    private List<Path> paths;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--quiet", description = "Print what is wrong only.")
    private boolean quiet;

    @Option(
            names = "--divergences",
            paramLabel = "FILE",
            description =
                    "Write the draws that diverged to a CSV file, with the numbers of chain and draw; one run only.")
    private Optional<Path> divergences;

    public DiagnoseCommand(Environment environment) {
        this.environment = environment;
    }

    /**
     * A run and its checks.
     *
     * @param name the folder, or the files
     */
    private record Diagnosed(String name, StoredRun run, RunSummary summary) {

        List<Diagnosis.Check> checks() {
            return summary.checks();
        }

        long problems() {
            return checks().stream().filter(check -> !check.passed()).count();
        }
    }

    @Override
    public Integer call() throws IOException {
        List<Diagnosed> runs = new ArrayList<>();
        if (Files.isDirectory(environment.directory().resolve(paths.get(0)))) {
            for (Path path : paths) {
                runs.add(diagnosed(List.of(path)));
            }
        } else {
            runs.add(diagnosed(paths));
        }
        if (divergences.isPresent()) {
            writeDivergences(runs, divergences.get());
        }
        if (json) {
            JsonTree.write(tree(runs), environment.out());
            environment.out().println();
        } else {
            runs.forEach(run -> print(run, runs.size() > 1));
        }
        return runs.stream().allMatch(run -> run.problems() == 0) ? ExitCode.OK : PROBLEMS_FOUND;
    }

    private void writeDivergences(List<Diagnosed> runs, Path file) {
        if (runs.size() > 1) {
            throw new UserError("--divergences is for one run, but there are " + runs.size());
        }
        try {
            int count = DivergentDraws.write(
                    runs.get(0).run().draws(), environment.directory().resolve(file));
            environment.err().println(count + (count == 1 ? " divergent draw" : " divergent draws") + " in " + file);
        } catch (IOException e) {
            throw UserError.unwritable(file, e);
        }
    }

    private Diagnosed diagnosed(List<Path> run) throws IOException {
        StoredRun stored = StoredRunArgument.read(environment, run);
        String name = String.join(", ", run.stream().map(Path::toString).toList());
        return new Diagnosed(name, stored, RunSummary.of(stored));
    }

    private void print(Diagnosed run, boolean named) {
        if (named) {
            environment.out().println(run.name() + ":");
        }
        for (Diagnosis.Check check : run.checks()) {
            if (!check.passed()) {
                environment.out().println("problem  " + check.finding() + ". " + check.advice());
            } else if (!quiet) {
                environment.out().println("ok       " + check.finding() + ".");
            }
        }
        if (!quiet) {
            long problems = run.problems();
            environment
                    .out()
                    .println(
                            problems == 0
                                    ? "No problems found."
                                    : problems == 1 ? "1 problem found." : problems + " problems found.");
        }
    }

    private static Map<String, Object> tree(List<Diagnosed> runs) {
        List<Object> trees = new ArrayList<>();
        for (Diagnosed run : runs) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("run", run.name());
            tree.put("problems", Math.toIntExact(run.problems()));
            tree.put("checks", run.checks().stream().map(DiagnoseCommand::tree).toList());
            trees.add(tree);
        }
        return Map.of("runs", trees);
    }

    private static Map<String, Object> tree(Diagnosis.Check check) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("check", check.name());
        tree.put("status", check.passed() ? "ok" : "problem");
        tree.put("finding", check.finding());
        if (!check.passed()) {
            tree.put("advice", check.advice());
        }
        return tree;
    }
}
