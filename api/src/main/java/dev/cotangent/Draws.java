package dev.cotangent;

import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws of a model's variables, in memory, with access by the names of the model. Immutable.
 *
 * <p>Draws are numbered from 0 over all chains, chain after chain. {@code draws.scalar("mu").mean()}, {@code
 * draws.array("theta").get(draw, 2)}.
 */
public final class Draws {

    private final dev.cotangent.runtime.run.Draws columns;
    private final Map<String, Layout.Variable> variables = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Layout layout;
    private final int[] starts;

    Draws(Layout layout, dev.cotangent.runtime.run.Draws columns) {
        this.layout = layout;
        this.columns = columns;
        layout.variables().forEach(variable -> variables.put(variable.name(), variable));
        List<Column> all = columns.columns();
        for (int k = 0; k < all.size(); k++) {
            positions.put(all.get(k).name(), k);
        }
        starts = new int[columns.chains() + 1];
        for (int chain = 0; chain < columns.chains(); chain++) {
            starts[chain + 1] = starts[chain] + columns.size(chain);
        }
    }

    /** Number of draws of all chains. */
    public int size() {
        return starts[starts.length - 1];
    }

    /** Number of chains. */
    public int chains() {
        return columns.chains();
    }

    /** Number of draws of a chain. */
    public int size(int chain) {
        return columns.size(chain);
    }

    /** The variables that there are draws of. */
    public List<Layout.Variable> variables() {
        return layout.variables().stream()
                .filter(v -> v.columnNames().stream().allMatch(positions::containsKey))
                .toList();
    }

    /** What a position and a draw of the model consist of. */
    public Layout layout() {
        return layout;
    }

    /** Names of all columns, the sampler's figures first. */
    public List<String> columns() {
        return columns.columns().stream().map(Column::name).toList();
    }

    /**
     * The draws of one number.
     *
     * @param name of a variable without dimensions, as {@code mu}, of an element, as {@code theta.1}, or of a figure of the
     *     sampler, as {@code lp__}
     * @throws IllegalArgumentException if there is none, or it is an array
     */
    public ScalarDraws scalar(String name) {
        Integer column = positions.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    variables.containsKey(name)
                            ? "`" + name + "` is an array: use array(\"" + name + "\")"
                            : "no variable `" + name + "`; there are " + variableNames());
        }
        return new ScalarDraws(name, columns.values(column));
    }

    /**
     * The draws of the elements of a variable.
     *
     * @param name of a variable, as {@code theta}
     * @throws IllegalArgumentException if there is none
     */
    public ArrayDraws array(String name) {
        Layout.Variable variable = variables.get(name);
        if (variable == null) {
            throw new IllegalArgumentException("no variable `" + name + "`; there are " + variableNames());
        }
        List<ScalarDraws> elements = new ArrayList<>();
        variable.columnNames().forEach(element -> elements.add(scalar(element)));
        return new ArrayDraws(variable, elements, size());
    }

    private List<String> variableNames() {
        return layout.variables().stream().map(Layout.Variable::name).toList();
    }

    /** The same for the runtime's diagnostics and outputs. */
    public ColumnSource source() {
        return columns;
    }

    dev.cotangent.runtime.run.Draws table() {
        return columns;
    }
}
