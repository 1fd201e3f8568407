package dev.cotangent;

import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.run.Adaptation;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import dev.cotangent.runtime.run.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws from a posterior and how they came about. Immutable.
 *
 * <p>Columns are named as in output files: {@code mu}, {@code theta.1}, {@code L.2.1}, and the sampler's figures {@code
 * lp__}, {@code divergent__} and so on.
 */
public final class Fit {

    private final FitIdentity identity;
    private final Layout layout;
    private final dev.cotangent.runtime.run.Fit run;

    Fit(FitIdentity identity, dev.cotangent.runtime.run.Fit run) {
        this.identity = identity;
        this.layout = identity.layout();
        this.run = run;
    }

    /** Of what these are draws. */
    public FitIdentity identity() {
        return identity;
    }

    /** The draws after warmup, with access by the names of the model's variables. */
    public Draws draws() {
        return new Draws(layout, run.draws());
    }

    /** The kept iterations of warmup. */
    public Draws warmup() {
        return new Draws(layout, run.warmup());
    }

    /** What is worth keeping of it: to predict with, in this program or another. */
    public SavedFit saved() {
        return new SavedFit(identity, report().status(), divergences(), draws());
    }

    /**
     * Writes it to a file that {@link SavedFit#read(java.nio.file.Path)} reads.
     *
     * @throws java.io.IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        saved().write(file);
    }

    /** Names of all columns, the sampler's figures first. */
    public List<String> columns() {
        return run.draws().columns().stream().map(Column::name).toList();
    }

    public int chains() {
        return run.draws().chains();
    }

    /**
     * The draws of a column, chain after chain.
     *
     * @param column name of a column, as {@code mu} or {@code theta.1}
     * @return a fresh array, shape [draws of all chains]
     * @throws IllegalArgumentException if there is no such column
     */
    public double[] draws(String column) {
        double[][] chains = run.draws().values(column);
        int size = 0;
        for (double[] chain : chains) {
            size += chain.length;
        }
        double[] all = new double[size];
        int next = 0;
        for (double[] chain : chains) {
            System.arraycopy(chain, 0, all, next, chain.length);
            next += chain.length;
        }
        return all;
    }

    /**
     * The draws of a column by chain.
     *
     * @param column name of a column
     * @return fresh arrays, shape [chains][draws of the chain]
     * @throws IllegalArgumentException if there is no such column
     */
    public double[][] drawsByChain(String column) {
        double[][] chains = run.draws().values(column);
        for (int chain = 0; chain < chains.length; chain++) {
            chains[chain] = chains[chain].clone();
        }
        return chains;
    }

    /**
     * The draws of all elements of a variable, chain after chain.
     *
     * @param variable name of a variable of the model, as {@code theta}
     * @return a fresh array, shape [draws of all chains][elements, first index fastest]
     * @throws IllegalArgumentException if the model writes no such variable
     */
    public double[][] drawsOf(String variable) {
        List<String> names = variable(variable).columnNames();
        double[][] elements = names.stream().map(this::draws).toArray(double[][]::new);
        int size = elements.length == 0 ? 0 : elements[0].length;
        double[][] draws = new double[size][elements.length];
        for (int k = 0; k < elements.length; k++) {
            for (int draw = 0; draw < size; draw++) {
                draws[draw][k] = elements[k][draw];
            }
        }
        return draws;
    }

    private Layout.Variable variable(String name) {
        return layout.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no variable `" + name + "`; there are "
                        + layout.variables().stream().map(Layout.Variable::name).toList()));
    }

    /** Mean of a column over the draws of all chains. */
    public double mean(String column) {
        double[] all = draws(column);
        double sum = 0;
        for (double value : all) {
            sum += value;
        }
        return sum / all.length;
    }

    /** Number of divergent iterations after warmup, over all chains. */
    public int divergences() {
        return run.report().divergences();
    }

    /** The step size that each chain sampled with; NaN for a chain without adaptation. Shape [chains]. */
    public double[] stepSizes() {
        return run.report().chains().stream()
                .map(ChainReport::adaptation)
                .mapToDouble(a -> a.map(Adaptation::stepSize).orElse(Double.NaN))
                .toArray();
    }

    /** Mean, standard deviation, quantiles, effective sample sizes and R-hat of every column. */
    public Summary summary() {
        return Summary.of(run.draws());
    }

    /** How the run went: status, times, rejections. */
    public RunReport report() {
        return run.report();
    }

    /** The draws as the runtime's diagnostics and sinks take them. */
    public ColumnSource all() {
        return run.draws();
    }
}
