package dev.cotangent;

import dev.cotangent.runtime.generate.QuantityGenerator;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.run.Column;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Computes a model's variables for draws of its parameters that exist. Belongs to one thread.
 *
 * <p>A row is computed in about the time of one evaluation, with nothing but arrays of its size.
 */
public final class Predictor {

    private final Model model;
    private final dev.cotangent.runtime.run.Draws given;
    private final long seed;
    private final QuantityGenerator generator;
    private final double[] values;
    private final double[] row;
    private final int statistics;
    private final int[] starts;

    Predictor(Model model, Draws fit, long seed) {
        this.model = model;
        this.given = fit.table();
        this.seed = seed;
        List<Column> columns = given.columns();
        this.generator = new QuantityGenerator(model, columns);
        this.values = new double[columns.size()];
        this.row = new double[generator.columns().size()];
        this.statistics = row.length - model.layout().columnCount();
        this.starts = new int[given.chains() + 1];
        for (int chain = 0; chain < given.chains(); chain++) {
            starts[chain + 1] = starts[chain] + given.size(chain);
        }
    }

    /** Names of the variables' scalars, in the order of what {@link #predict} writes. */
    public List<String> names() {
        return model.layout().columnNames();
    }

    /** Number of draws. */
    public int size() {
        return starts[starts.length - 1];
    }

    /**
     * The variables for one draw.
     *
     * @param draw from 0, over all chains
     * @param random randomness of generated quantities
     * @param result overwritten, shape [names()]
     * @throws dev.cotangent.runtime.generate.MismatchException if the draw's parameters do not fit the model
     * @throws dev.cotangent.runtime.model.ModelFailure if generated quantities fail
     */
    public void predict(int draw, UniformRandomProvider random, double[] result) {
        if (draw < 0 || draw >= size()) {
            throw new IndexOutOfBoundsException("draw " + draw + " of " + size());
        }
        int found = Arrays.binarySearch(starts, draw);
        int chain = found < 0 ? -found - 2 : found;
        // chains without draws start where the next one does
        while (starts[chain + 1] == draw) {
            chain++;
        }
        write(chain, draw - starts[chain], random);
        System.arraycopy(row, statistics, result, 0, result.length);
    }

    private void write(int chain, int draw, UniformRandomProvider random) {
        for (int k = 0; k < values.length; k++) {
            values[k] = given.value(chain, k, draw);
        }
        generator.write(values, random, row);
    }

    /** The variables for all draws; each chain has its own stream of random numbers, as {@code generate} has them. */
    Draws all() {
        double[][][] all = new double[given.chains()][][];
        for (int chain = 0; chain < all.length; chain++) {
            UniformRandomProvider random = ChainStreams.of(seed, chain).generatedQuantities();
            all[chain] = new double[row.length][given.size(chain)];
            for (int draw = 0; draw < given.size(chain); draw++) {
                write(chain, draw, random);
                for (int k = 0; k < row.length; k++) {
                    all[chain][k][draw] = row[k];
                }
            }
        }
        return new Draws(model.layout(), dev.cotangent.runtime.run.Draws.of(generator.columns(), all));
    }
}
