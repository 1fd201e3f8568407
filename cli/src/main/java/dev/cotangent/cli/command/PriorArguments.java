package dev.cotangent.cli.command;

import dev.cotangent.CompileOptions;
import dev.cotangent.DensityTerms;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that leave the likelihood out of a model. */
final class PriorArguments {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--prior", description = "Leave the likelihood out: the terms that data are the outcome of.")
    private boolean prior;

    @Option(
            names = "--likelihood",
            paramLabel = "LINES",
            split = ",",
            description = "With --prior: lines of statements of the likelihood, where that is not clear.")
    private Set<Integer> likelihood = Set.of();

    @Option(
            names = "--prior-term",
            paramLabel = "LINES",
            split = ",",
            description = "With --prior: lines of statements of the prior, where that is not clear.")
    private Set<Integer> priorTerms = Set.of();

    /** Options that leave it out if that was asked for. */
    CompileOptions applied(CompileOptions options) {
        if (!prior && !(likelihood.isEmpty() && priorTerms.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--likelihood and --prior-term say what --prior is to do with lines: add --prior");
        }
        return prior ? options.withTerms(DensityTerms.prior(likelihood, priorTerms)) : options;
    }
}
