package dev.cotangent.cli.command;

import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.loo.LeaveOneOut;
import dev.cotangent.runtime.loo.LogLikelihoodException;
import dev.cotangent.runtime.output.StoredRun;
import picocli.CommandLine.Option;

/** The option that names the log likelihoods of the observations. */
final class LogLikelihoodOption {

    @Option(
            names = "--variable",
            paramLabel = "NAME",
            description = "Variable with the log likelihood of each observation. Default: ${DEFAULT-VALUE}.")
    private String variable = "log_lik";

    LeaveOneOut loo(StoredRun run, String shown) {
        try {
            return LeaveOneOut.of(run.draws(), variable);
        } catch (LogLikelihoodException e) {
            throw new UserError(shown + ": " + e.getMessage());
        }
    }
}
