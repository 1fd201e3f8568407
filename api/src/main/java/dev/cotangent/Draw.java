package dev.cotangent;

import dev.cotangent.runtime.run.Column;
import java.util.List;

/** One draw of a stream. Immutable. */
public final class Draw {

    private final int chain;
    private final List<Column> columns;
    private final double[] values;

    Draw(int chain, List<Column> columns, double[] values) {
        this.chain = chain;
        this.columns = columns;
        this.values = values;
    }

    /** Number of the chain, from 0. */
    public int chain() {
        return chain;
    }

    /** Names of the columns, the sampler's figures first. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The values in the order of {@link #names()}; a fresh array. */
    public double[] values() {
        return values.clone();
    }

    /**
     * One value.
     *
     * @param name as {@code mu}, {@code theta.1} or {@code lp__}
     * @throws IllegalArgumentException if there is none
     */
    public double scalar(String name) {
        for (int k = 0; k < values.length; k++) {
            if (columns.get(k).name().equals(name)) {
                return values[k];
            }
        }
        throw new IllegalArgumentException("no column `" + name + "`; there are " + names());
    }
}
