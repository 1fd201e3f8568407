package dev.cotangent.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, with the nearest right spelling. */
final class UsageReport {

    private UsageReport() {}

    static int print(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + message(failure));
        hints(failure).forEach(hint -> err.println("  hint: did you mean " + hint + "?"));
        err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            boolean isRoot = failure.getCommandLine().getParent() == null;
            String kind = unmatched.isUnknownOption()
                    ? "unknown option "
                    : isRoot ? "unknown command " : "unexpected argument ";
            return kind + first;
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), "Invalid arguments");
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static List<String> hints(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getSuggestions().stream().limit(1).toList();
        }
        return List.of();
    }
}
