package dev.cotangent.runtime.loo;

import dev.cotangent.runtime.run.Column;
import java.util.List;
import java.util.stream.Collectors;

/** A run has no log likelihoods that models can be compared by; the message says what is missing. */
public final class LogLikelihoodException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogLikelihoodException(String message) {
        super(message);
    }

    static LogLikelihoodException missing(String variable, List<Column> columns) {
        String found = columns.stream()
                .filter(column -> column.role() == Column.Role.VARIABLE)
                .map(column -> column.name().split("[.:]", 2)[0])
                .distinct()
                .limit(20)
                .collect(Collectors.joining(", "));
        return new LogLikelihoodException("no variable `" + variable + "` among the draws, which have " + found
                + ". Compute the log likelihood of each observation in generated quantities, as"
                + " vector[N] log_lik; for (n in 1:N) log_lik[n] = normal_lpdf(y[n] | mu, sigma);"
                + " or name another variable");
    }

    static void check(String name, double[][] chains) {
        for (int chain = 0; chain < chains.length; chain++) {
            for (int draw = 0; draw < chains[chain].length; draw++) {
                double value = chains[chain][draw];
                if (!Double.isFinite(value)) {
                    throw new LogLikelihoodException("the log likelihood `" + name + "` is " + value + " in draw "
                            + (draw + 1) + " of chain " + (chain + 1)
                            + ": an observation that a draw rules out cannot be left out by weighting");
                }
            }
        }
    }
}
