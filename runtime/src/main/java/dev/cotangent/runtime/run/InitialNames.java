package dev.cotangent.runtime.run;

import dev.cotangent.runtime.data.NearestName;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells misspelt names of initial values: a parameter whose value is not found would silently start elsewhere. */
final class InitialNames {

    private static final int NAMES_SHOWN = 10;

    private InitialNames() {}

    /**
     * Checks that every name of given values is one of an output variable. What is not a parameter, as a transformed
     * parameter, is of no use but no mistake.
     *
     * @throws DataException if a name is none
     */
    static void check(Initialisation initialisation, Layout layout) {
        if (initialisation instanceof Initialisation.Values values) {
            Set<String> variables = layout.variables().stream()
                    .map(variable -> stem(variable.name()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            for (DataSource source : values.perChain()) {
                for (String name : source.names()) {
                    if (!variables.contains(stem(name))) {
                        throw unknown(name, layout);
                    }
                }
            }
        }
    }

    /** A tuple's name, for a component of it. */
    private static String stem(String name) {
        return name.split("[.:]", 2)[0];
    }

    private static DataException unknown(String name, Layout layout) {
        Set<String> parameters = layout.variables().stream()
                .filter(variable -> variable.block() == Layout.Block.PARAMETERS)
                .map(variable -> stem(variable.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String hint = NearestName.of(name, parameters)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> "there are "
                        + parameters.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "))
                        + (parameters.size() > NAMES_SHOWN
                                ? " and " + (parameters.size() - NAMES_SHOWN) + " more"
                                : ""));
        return new DataException(
                "the initial values name '" + name + "', which is no parameter of the model\n  hint: " + hint);
    }
}
