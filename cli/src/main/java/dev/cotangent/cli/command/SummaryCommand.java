package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.report.BiasReport;
import dev.cotangent.cli.report.RunSummary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.run.VariableSelection;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cotangent summary}: summarises a run that was written before, with advice where it went badly. */
@Command(name = "summary", description = "Summarise the draws of a run, and say what is wrong with them.")
public final class SummaryCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoredRunArgument run;

    /** Forms for programs. */
    private static final class Form {
        @Option(names = "--json", description = "Print one JSON object instead of a table.")
        private boolean json;

        @Option(names = "--csv", description = "Print comma-separated values instead of a table.")
        private boolean csv;
    }

    @ArgGroup
    private Form form = new Form();

    @Option(
            names = "--variables",
            paramLabel = "NAMES",
            split = ",(?![^\\[]*])",
            description =
                    "Variables to show, as theta, theta.1 or lp__, separated by commas. Default: all of the model.")
    private List<String> variables = List.of();

    @Option(
            names = "--quantiles",
            paramLabel = "PERCENTS",
            split = ",",
            description = "Quantiles to show, in percent, separated by commas. Default: 5,50,95.")
    private List<Double> percents = List.of(5.0, 50.0, 95.0);

    public SummaryCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        List<Double> probabilities = probabilities();
        RunSummary summary = RunSummary.of(run.read(environment), probabilities);
        List<VariableSummary> statistics = summary.summary().statistics();
        List<VariableSummary> shown = summary.summary().variables();
        if (!variables.isEmpty()) {
            Set<String> chosen = new VariableSelection(
                            Stream.concat(statistics.stream(), shown.stream())
                                    .map(VariableSummary::name)
                                    .toList(),
                            "among the draws")
                    .of(variables);
            statistics = among(chosen, statistics);
            shown = among(chosen, shown);
        }
        print(summary, statistics, shown);
        return ExitCode.OK;
    }

    private static List<VariableSummary> among(Set<String> chosen, List<VariableSummary> all) {
        return all.stream().filter(row -> chosen.contains(row.name())).toList();
    }

    private void print(RunSummary summary, List<VariableSummary> statistics, List<VariableSummary> shown)
            throws IOException {
        if (form.json) {
            summary.report(statistics, shown).write(environment.out());
            environment.out().println();
        } else if (form.csv) {
            summary.report(statistics, shown).writeCsv(environment.out());
        } else if (variables.isEmpty()) {
            summary.print(environment.out(), Integer.MAX_VALUE);
            for (String line : BiasReport.read(run.folder(environment))) {
                environment.out().println(line);
            }
        } else {
            summary.print(
                    environment.out(),
                    Stream.concat(statistics.stream(), shown.stream()).toList());
        }
    }

    private List<Double> probabilities() {
        for (double percent : percents) {
            if (!(percent >= 0 && percent <= 100)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--quantiles takes percents from 0 to 100, as 2.5,50,97.5, but found " + percent);
            }
        }
        return percents.stream().map(percent -> percent / 100).toList();
    }
}
