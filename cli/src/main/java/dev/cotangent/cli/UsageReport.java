package dev.cotangent.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, with the nearest right spelling. */
final class UsageReport {

    private static final Map<Class<?>, String> NUMBERS = Map.of(
            int.class, "a whole number up to " + Integer.MAX_VALUE,
            Integer.class, "a whole number up to " + Integer.MAX_VALUE,
            long.class, "a whole number",
            Long.class, "a whole number",
            double.class, "a number",
            Double.class, "a number");

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
        String message = wrongValue(failure)
                .or(() -> Optional.ofNullable(failure.getMessage()))
                .orElse("Invalid arguments")
                .replaceFirst("^Error: ", "");
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static Optional<String> wrongValue(ParameterException failure) {
        if (failure.getArgSpec() instanceof OptionSpec option && failure.getValue() != null) {
            return wanted(option)
                    .map(kind -> option.longestName() + " takes " + kind + ", not '" + failure.getValue() + "'");
        }
        return Optional.empty();
    }

    /** What values of an option look like, if its type tells. */
    private static Optional<String> wanted(OptionSpec option) {
        Class<?> type = option.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return Optional.of(Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or ")));
        }
        return Optional.ofNullable(NUMBERS.get(type));
    }

    private static List<String> hints(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getSuggestions().stream().limit(1).toList();
        }
        return List.of();
    }
}
