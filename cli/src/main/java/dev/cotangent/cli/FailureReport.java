package dev.cotangent.cli;

import dev.cotangent.ModelCompilationException;
import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.runtime.federated.NoShardsException;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.run.InitialisationException;
import dev.cotangent.runtime.run.NotByRowsException;
import dev.cotangent.runtime.run.UnknownVariableException;
import dev.cotangent.runtime.sampler.ensemble.PopulationException;
import dev.cotangent.runtime.sampler.stochastic.ModeException;
import dev.cotangent.runtime.warmup.AdaptationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine.ExitCode;

/**
 * Turns what a command threw into a message and an exit code.
 *
 * @param err receives the message
 * @param debug true to add stack traces
 */
record FailureReport(PrintWriter err, boolean debug) {

    int report(Throwable failure) {
        err.println("error: " + message(failure).stripTrailing());
        return finish(failure);
    }

    /** For errors that have no message worth showing. */
    int exhausted(Error failure) {
        err.println(
                failure instanceof StackOverflowError
                        ? "error: the model or the data are nested too deeply"
                        : "error: out of memory; give Java more with COTANGENT_JAVA_OPTIONS=-Xmx4g");
        return finish(failure);
    }

    private int finish(Throwable failure) {
        if (debug) {
            failure.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }

    private static String message(Throwable failure) {
        if (failure instanceof ModelFailure model) {
            return model.location().isEmpty() ? text(model) : model.location() + ": " + text(model);
        }
        if (failure instanceof UncheckedIOException wrapped) {
            return UserError.reason(Objects.requireNonNull(wrapped.getCause()));
        }
        if (failure instanceof IOException io) {
            return UserError.reason(io);
        }
        return isForUsers(failure) ? text(failure) : defect(failure);
    }

    private static String text(Throwable failure) {
        return Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }

    private static boolean isForUsers(Throwable failure) {
        return failure instanceof UserError
                || failure instanceof ModelCompilationException
                || failure instanceof DataException
                || failure instanceof InitialisationException
                || failure instanceof PopulationException
                || failure instanceof AdaptationException
                || failure instanceof ModeException
                || failure instanceof NotByRowsException
                || failure instanceof NoShardsException
                || failure instanceof UnknownVariableException
                || failure instanceof CompilerBug;
    }

    private static String defect(Throwable failure) {
        return "internal error: " + failure
                + "\nThis is a defect of Cotangent: please report it with the model and what --debug prints.";
    }
}
