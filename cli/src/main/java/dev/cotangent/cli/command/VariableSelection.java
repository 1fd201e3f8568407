package dev.cotangent.cli.command;

import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.data.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns by what users call them: {@code theta} for all elements, {@code theta.1} or {@code theta[1]} for one. */
final class VariableSelection {

    private static final Pattern BRACKETS = Pattern.compile("\\[([\\d,\\s]+)]");

    private VariableSelection() {}

    /**
     * Those of some columns that names select, in the order of the columns.
     *
     * @throws UserError if a name selects none
     */
    static Set<String> of(List<String> names, List<String> columns) {
        return names.stream().flatMap(name -> matching(name.strip(), columns)).collect(Collectors.toSet());
    }

    private static Stream<String> matching(String name, List<String> columns) {
        String dotted = BRACKETS.matcher(name)
                .replaceAll(match -> Arrays.stream(match.group(1).split(","))
                        .map(index -> "." + index.strip())
                        .collect(Collectors.joining()));
        List<String> found = columns.stream()
                .filter(column ->
                        column.equals(dotted) || column.startsWith(dotted + ".") || column.startsWith(dotted + ":"))
                .toList();
        if (found.isEmpty()) {
            throw unknown(name, dotted, columns);
        }
        return found.stream();
    }

    private static UserError unknown(String name, String dotted, List<String> columns) {
        Set<String> variables =
                columns.stream().map(VariableSelection::variable).collect(Collectors.toSet());
        String hint = variables.contains(variable(dotted))
                ? "its elements are " + elements(variable(dotted), columns)
                : NearestName.of(name, variables)
                        .map(near -> "did you mean `" + near + "`?")
                        .orElseGet(() -> "there are "
                                + columns.stream()
                                        .map(VariableSelection::variable)
                                        .distinct()
                                        .limit(20)
                                        .collect(Collectors.joining(", ")));
        return new UserError("no variable `" + name + "` among the draws; " + hint);
    }

    private static String elements(String variable, List<String> columns) {
        List<String> elements = columns.stream()
                .filter(column -> variable(column).equals(variable))
                .toList();
        return elements.size() == 1
                ? "`" + elements.get(0) + "` alone"
                : "`" + elements.get(0) + "` to `" + elements.get(elements.size() - 1) + "`";
    }

    private static String variable(String column) {
        return column.split("[.:]", 2)[0];
    }
}
