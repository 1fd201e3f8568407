package dev.cotangent.runtime.run;

import dev.cotangent.runtime.data.NearestName;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Columns by what users call them: {@code theta} for all elements, {@code theta.1} or {@code theta[1]} for one, {@code L.2}
 * for those that begin with these indices, {@code pair:1} for a component of a tuple, and {@code the*} for all whose names
 * begin so.
 */
public final class VariableSelection {

    private static final Pattern BRACKETS = Pattern.compile("\\[([\\d,\\s]+)]");
    private static final int NAMES_SHOWN = 20;

    private final List<String> columns;
    private final String place;

    /**
     * A selection among columns.
     *
     * @param columns their names
     * @param place where they are, for messages, as {@code among the draws}
     */
    public VariableSelection(List<String> columns, String place) {
        this.columns = List.copyOf(columns);
        this.place = place;
    }

    /**
     * The columns that names select, in the order of the columns.
     *
     * @throws UnknownVariableException if a name selects none
     */
    public Set<String> of(List<String> names) {
        List<Predicate<String>> selectors =
                names.stream().map(name -> selector(name.strip())).toList();
        return columns.stream()
                .filter(column -> selectors.stream().anyMatch(selector -> selector.test(column)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Predicate<String> selector(String name) {
        String dotted = BRACKETS.matcher(name)
                .replaceAll(match -> Arrays.stream(match.group(1).split(","))
                        .map(index -> "." + index.strip())
                        .collect(Collectors.joining()));
        Predicate<String> selector = dotted.endsWith("*")
                ? column -> column.startsWith(dotted.substring(0, dotted.length() - 1))
                : column -> column.equals(dotted)
                        || column.startsWith(dotted)
                                && (column.charAt(dotted.length()) == '.' || column.charAt(dotted.length()) == ':');
        if (columns.stream().noneMatch(selector)) {
            throw new UnknownVariableException("no variable `" + name + "` " + place + "; " + hint(name, dotted));
        }
        return selector;
    }

    private String hint(String name, String dotted) {
        Set<String> variables =
                columns.stream().map(VariableSelection::variable).collect(Collectors.toCollection(LinkedHashSet::new));
        String variable = variable(dotted);
        if (variables.contains(variable)) {
            return "its elements are " + elements(variable);
        }
        return NearestName.of(name, variables)
                .map(near -> "did you mean `" + near + "`?")
                .orElseGet(() -> "there are "
                        + variables.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "))
                        + (variables.size() > NAMES_SHOWN ? " and " + (variables.size() - NAMES_SHOWN) + " more" : ""));
    }

    private String elements(String variable) {
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
