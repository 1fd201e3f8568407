package dev.cotangent.runtime.approximation;

import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.random.ChainStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Names unconstrained coordinates as Stan does: by the parameter they belong to and their number in it, as {@code theta.2}.
 *
 * <p>A coordinate belongs to the first parameter that moves with it: constraints depend on earlier parameters only. If no more
 * than one of its elements moves the element gives the name, else the coordinate's number among those of the parameter.
 */
public final class CoordinateNames {

    private static final double MOVE = 0.1;

    private final Model model;
    private final Model.DrawWriter writer;
    private final UniformRandomProvider random = ChainStreams.of(0, 0).generatedQuantities();
    private final double[] row;
    private final double[] moved;

    private CoordinateNames(Model model) {
        this.model = model;
        writer = model.newDrawWriter();
        row = new double[model.layout().columnCount()];
        moved = new double[row.length];
    }

    /**
     * The names of all coordinates.
     *
     * @param q a point where the model has mass; where draws cannot be made of it and its neighbours, names are {@code
     *     coordinate 1} and so on
     * @return as many as there are coordinates
     */
    public static List<String> of(Model model, double[] q) {
        return new CoordinateNames(model).names(q.clone());
    }

    private List<String> names(double[] q) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        boolean written = isWritten(q, row);
        for (int i = 0; i < q.length; i++) {
            double at = q[i];
            q[i] = at + MOVE * Math.max(1, Math.abs(at));
            names.add(written && isWritten(q, moved) ? name(i, counts) : unknown(i));
            q[i] = at;
        }
        return names;
    }

    private static String unknown(int coordinate) {
        return "coordinate " + (coordinate + 1);
    }

    private boolean isWritten(double[] q, double[] target) {
        try {
            writer.write(q, random, target);
            return true;
        } catch (ModelFailure e) {
            return false;
        }
    }

    private String name(int coordinate, Map<String, Integer> counts) {
        int column = 0;
        for (Layout.Variable variable : model.layout().variables()) {
            if (variable.block() != Layout.Block.PARAMETERS) {
                break;
            }
            List<Integer> changed = new ArrayList<>();
            for (int k = 0; k < variable.size(); k++) {
                if (Double.compare(row[column + k], moved[column + k]) != 0) {
                    changed.add(k);
                }
            }
            if (!changed.isEmpty()) {
                int number = counts.merge(variable.name(), 1, Integer::sum);
                return changed.size() == 1
                        ? variable.columnNames().get(changed.get(0))
                        : variable.name() + "." + number;
            }
            column += variable.size();
        }
        return unknown(coordinate);
    }
}
