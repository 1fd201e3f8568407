package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.report.ComparisonReport;
import dev.cotangent.runtime.loo.LeaveOneOut;
import dev.cotangent.runtime.output.JsonTree;
import dev.cotangent.runtime.output.RunManifest;
import dev.cotangent.runtime.output.StoredManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent compare}: which of several models predicts best. */
@Command(
        name = "compare",
        description = "Compare models of the same observations by how well they predict, by PSIS-LOO.")
public final class CompareCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "DIR", arity = "2..*", description = "Folders of runs, two or more.")
    private List<Path> directories;

    @Mixin
    private LogLikelihoodOption logLikelihood;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    public CompareCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        List<LeaveOneOut> loos = new ArrayList<>();
        for (Path directory : directories) {
            LeaveOneOut loo =
                    logLikelihood.loo(StoredRunArgument.read(environment, List.of(directory)), directory.toString());
            checkCount(loos, loo, directory);
            loos.add(loo);
        }
        ComparisonReport report =
                new ComparisonReport(directories.stream().map(Path::toString).toList(), loos, warnings());
        if (json) {
            JsonTree.write(report.tree(), environment.out());
            environment.out().println();
        } else {
            report.print(environment.out());
        }
        return ExitCode.OK;
    }

    private void checkCount(List<LeaveOneOut> before, LeaveOneOut loo, Path directory) {
        if (!before.isEmpty() && before.get(0).points().size() != loo.points().size()) {
            throw new UserError("models can be compared on the same observations only, but " + directories.get(0)
                    + " has " + before.get(0).points().size() + " and " + directory + " has "
                    + loo.points().size());
        }
    }

    /** Runs tell the hash of their data; those with other data may have other observations, which their number does not show. */
    private List<String> warnings() throws IOException {
        List<String> hashes = new ArrayList<>();
        for (Path directory : directories) {
            Path whole = environment.directory().resolve(directory);
            hashes.add(
                    Files.exists(whole.resolve(RunManifest.FILE_NAME))
                            ? StoredManifest.read(whole).dataHash()
                            : "");
        }
        boolean differ = hashes.stream().distinct().count() > 1;
        return differ
                ? List.of("The runs read different data files: the comparison holds only if their observations are the"
                        + " same, in the same order.")
                : List.of();
    }
}
