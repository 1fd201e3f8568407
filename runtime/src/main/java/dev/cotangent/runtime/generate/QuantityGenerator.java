package dev.cotangent.runtime.generate;

import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.run.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Computes transformed parameters and generated quantities of draws that exist already: of the model that they were drawn from,
 * with the same or other data, or of another model of the same parameters.
 *
 * <p>Parameters are taken over bit for bit. What is computed from them goes through the unconstrained scale, so that it equals
 * what the sampler wrote up to rounding. Belongs to one thread.
 */
public final class QuantityGenerator {

    /** How far a parameter may be from itself after it was taken to the unconstrained scale and back, relative to its size. */
    private static final double TOLERANCE = 1e-6;

    private final Model model;
    private final DrawValues values;
    private final Model.DrawWriter writer;
    private final double[] position;
    private final double[] variables;
    private final List<Column> columns = new ArrayList<>();

    /** Where the sampler's statistics are in a row that is given, in order. */
    private final int[] statistics;

    /** Where the elements of parameters are in a row that is given, by where they are in the model's; -1 for others. */
    private final int[] parameters;

    /**
     * A generator for draws of some columns.
     *
     * @param given columns of the draws, as {@link #write} is given them
     * @throws MismatchException if a parameter of the model is not among them, or has other sizes
     */
    public QuantityGenerator(Model model, List<Column> given) {
        this.model = model;
        Map<String, Integer> positions = new HashMap<>();
        List<Integer> copied = new ArrayList<>();
        for (int k = 0; k < given.size(); k++) {
            if (given.get(k).role() == Column.Role.STATISTIC) {
                columns.add(given.get(k));
                copied.add(k);
            } else {
                positions.put(given.get(k).name(), k);
            }
        }
        parameters = new int[model.layout().columnCount()];
        Arrays.fill(parameters, -1);
        statistics = copied.stream().mapToInt(Integer::intValue).toArray();
        values = new DrawValues(matched(positions));
        writer = model.newDrawWriter();
        position = new double[model.layout().dimension()];
        variables = new double[model.layout().columnCount()];
        addVariables();
    }

    /** The columns that hold parameters, once it is sure that they are those of the model. */
    private Map<String, Integer> matched(Map<String, Integer> positions) {
        Map<String, Integer> matched = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        int next = 0;
        for (Layout.Variable variable : model.layout().variables()) {
            boolean isParameter = variable.block() == Layout.Block.PARAMETERS;
            for (String column : variable.columnNames()) {
                if (isParameter) {
                    Integer position = positions.get(column);
                    if (position == null) {
                        throw missing(column, positions.keySet());
                    }
                    matched.put(column, position);
                    parameters[next] = position;
                    names.add(ElementName.of(column).variable());
                }
                next++;
            }
        }
        for (String column : positions.keySet().stream().sorted().toList()) {
            if (names.contains(ElementName.of(column).variable()) && !matched.containsKey(column)) {
                throw new MismatchException("the draws have `" + column + "`, but the parameter `"
                        + ElementName.of(column).variable() + "` of the model " + model.name()
                        + " has no such element with these data");
            }
        }
        return matched;
    }

    private MismatchException missing(String column, Set<String> given) {
        String variable = ElementName.of(column).variable();
        boolean known =
                given.stream().anyMatch(name -> ElementName.of(name).variable().equals(variable));
        return new MismatchException("the model " + model.name() + " has the parameter `" + column + "`, but the draws "
                + (known ? "have other elements of `" + variable + "` only" : "have no `" + variable + "`"));
    }

    private void addVariables() {
        model.layout()
                .variables()
                .forEach(variable -> variable.columnNames()
                        .forEach(name -> columns.add(
                                new Column(name, Column.Role.VARIABLE, variable.element() == Layout.Element.INTEGER))));
    }

    /** Columns of what is written: the sampler's statistics as given, then the model's variables. */
    public List<Column> columns() {
        return columns;
    }

    /**
     * Computes a row.
     *
     * @param given the draw, in the order of the columns that the generator was made with
     * @param random randomness of the generated quantities
     * @param row overwritten, shape [columns()]
     * @throws MismatchException if the parameters violate a constraint or are too far from themselves on the way to the
     *     unconstrained scale and back
     * @throws ModelFailure if generated quantities reject or fail
     */
    public void write(double[] given, UniformRandomProvider random, double[] row) {
        values.moveTo(given);
        try {
            model.unconstrain(values, position);
        } catch (ModelFailure failure) {
            throw new MismatchException("its parameters violate a constraint: " + failure.getMessage() + " ("
                    + failure.location() + "). Draws must have all their digits: CmdStan writes them with sig_figs=18");
        }
        writer.write(position, random, variables);
        int next = 0;
        for (int column : statistics) {
            row[next++] = given[column];
        }
        checkReturn(given);
        for (int k = 0; k < variables.length; k++) {
            variables[k] = parameters[k] < 0 ? variables[k] : given[parameters[k]];
        }
        System.arraycopy(variables, 0, row, next, variables.length);
    }

    /** A parameter at the edge of its constraint may have no unconstrained position that a double can hold. */
    private void checkReturn(double[] given) {
        int first = 0;
        for (Layout.Variable variable : model.layout().variables()) {
            if (variable.block() == Layout.Block.PARAMETERS) {
                check(variable, first, given);
            }
            first += variable.size();
        }
    }

    private void check(Layout.Variable variable, int first, double[] given) {
        int end = first + variable.size();
        double size = 0;
        for (int k = first; k < end; k++) {
            size = Math.max(size, Math.abs(given[parameters[k]]));
        }
        for (int k = first; k < end; k++) {
            if (!(Math.abs(variables[k] - given[parameters[k]]) <= TOLERANCE * size)) {
                throw new MismatchException("the parameter `" + variable.name()
                        + "` is too close to the edge of its constraint to be taken to the unconstrained scale");
            }
        }
    }
}
