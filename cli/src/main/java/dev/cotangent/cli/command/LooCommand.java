package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.report.LooReport;
import dev.cotangent.runtime.output.JsonTree;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cotangent loo}: leave-one-out cross-validation from the log likelihoods that a run wrote. */
@Command(
        name = "loo",
        description = "Say how well a model predicts observations that it was not fitted to, by PSIS-LOO.")
public final class LooCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private StoredRunArgument run;

    @Mixin
    private LogLikelihoodOption logLikelihood;

    /** Forms for programs. */
    private static final class Form {
        @Option(names = "--json", description = "Print one JSON object instead of tables.")
        private boolean json;

        @Option(names = "--csv", description = "Print the figures of each observation as comma-separated values.")
        private boolean csv;
    }

    @ArgGroup
    private Form form = new Form();

    public LooCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        LooReport report = new LooReport(logLikelihood.loo(run.read(environment), run.shown()));
        if (form.json) {
            JsonTree.write(report.tree(), environment.out());
            environment.out().println();
        } else if (form.csv) {
            report.writeCsv(environment.out());
        } else {
            report.print(environment.out());
        }
        return ExitCode.OK;
    }
}
