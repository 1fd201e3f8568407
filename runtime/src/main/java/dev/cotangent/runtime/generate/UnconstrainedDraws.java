package dev.cotangent.runtime.generate;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws that were written, taken back to the unconstrained scale. */
public final class UnconstrainedDraws {

    private UnconstrainedDraws() {}

    /**
     * Some draws of each chain, evenly spaced.
     *
     * @param limit of the number of draws in all
     * @return shape [chains][draws][n], as many draws of each chain
     * @throws DataException if a parameter was not written
     * @throws dev.cotangent.runtime.model.ModelFailure if a draw violates a constraint
     */
    public static double[][][] of(Model model, ColumnSource draws, int limit) {
        Map<String, Integer> positions = new HashMap<>();
        List<Column> columns = draws.columns();
        for (int k = 0; k < columns.size(); k++) {
            if (columns.get(k).role() == Column.Role.VARIABLE) {
                positions.put(columns.get(k).name(), k);
            }
        }
        DrawValues values = new DrawValues(positions);
        for (var variable : model.layout().variables()) {
            if (variable.block() == dev.cotangent.runtime.model.Layout.Block.PARAMETERS) {
                for (String name : variable.columnNames()) {
                    if (!positions.containsKey(name)) {
                        throw new DataException("the draws have no `" + name + "`");
                    }
                }
            }
        }
        int each = Math.min(draws.size(), limit / Math.max(1, draws.chains()));
        double[][][] found = new double[draws.chains()][each][model.layout().dimension()];
        for (int chain = 0; chain < found.length; chain++) {
            int size = draws.size(chain);
            int[] state = {0, 0};
            double[][] taken = found[chain];
            draws.rows(chain, row -> {
                // the k-th of them is draw floor(k size / each)
                if (state[1] < each && state[0] == (int) ((long) state[1] * size / each)) {
                    values.moveTo(row);
                    model.unconstrain(values, taken[state[1]++]);
                }
                state[0]++;
            });
        }
        return found;
    }
}
