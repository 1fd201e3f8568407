package dev.cotangent.runtime.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** A compiled program with its data. */
public final class BoundModel implements Model {

    private final String name;
    private final CompiledProgram prototype;
    private final Layout layout;
    private final BindOptions options;
    private final boolean generative;
    private final List<FisherInformation.Gap> fisherGaps;
    private final Optional<RowSource> rows;

    private BoundModel(
            String name,
            CompiledProgram prototype,
            Layout layout,
            BindOptions options,
            boolean generative,
            List<FisherInformation.Gap> fisherGaps,
            Optional<RowSource> rows) {
        this.fisherGaps = List.copyOf(fisherGaps);
        this.rows = rows;
        this.name = name;
        this.prototype = prototype;
        this.layout = layout;
        this.options = options;
        this.generative = generative;
    }

    /**
     * An output variable of a program, or a plain or complex component of a tuple, before its sizes are known.
     *
     * @param name the variable's name
     * @param path the way to the component, empty if the variable is no tuple
     */
    public record Output(String name, Layout.Block block, Layout.Element element, List<Step> path) {

        public Output {
            path = List.copyOf(path);
        }
    }

    /**
     * A step into a tuple, or into each tuple of an array.
     *
     * @param dimensions number of array dimensions around the tuple
     * @param component number of the component, from 1
     */
    public record Step(int dimensions, int component) {}

    /**
     * Binds data to a program.
     *
     * @param program a fresh instance, which the model keeps
     * @param outputs the program's outputs, in its order
     * @throws DataException if a value is missing or does not fit its declaration
     * @throws ModelFailure if a check of the data fails or transformed data does
     */
    public static BoundModel bind(
            String name, CompiledProgram program, List<Output> outputs, DataSource data, BindOptions options) {
        return bind(
                name,
                program,
                outputs,
                data,
                RandomSource.L64_X128_MIX.create(options.seed()),
                options,
                Optional.empty());
    }

    /**
     * Binds data to a program that was compiled for rows that are not in the heap.
     *
     * @param data all but the rows; if it has the number of rows, that is the number as a number, and the rows are some of them
     * @param rows the rows
     * @throws DataException as {@link #bind(String, CompiledProgram, List, DataSource, BindOptions)}, and if a variable is
     *     missing among the rows
     */
    public static BoundModel bind(
            String name,
            CompiledProgram program,
            List<Output> outputs,
            DataSource data,
            RowSource rows,
            BindOptions options) {
        DataSource sized = new RowSized(data, program.rowTexts()[0], rows.rows());
        BoundModel model = bind(
                name,
                program,
                outputs,
                sized,
                RandomSource.L64_X128_MIX.create(options.seed()),
                options,
                Optional.of(rows));
        rows.open(PlateTexts.of(program).variables());
        return model;
    }

    /**
     * Binds data to a program, as the method above, without limits.
     *
     * @param random for transformed data
     * @param printer takes lines that the model prints, possibly from several threads
     */
    public static BoundModel bind(
            String name,
            CompiledProgram program,
            List<Output> outputs,
            DataSource data,
            UniformRandomProvider random,
            Consumer<String> printer) {
        return bind(
                name, program, outputs, data, random, BindOptions.defaults().withPrinter(printer), Optional.empty());
    }

    private static BoundModel bind(
            String name,
            CompiledProgram program,
            List<Output> outputs,
            DataSource data,
            UniformRandomProvider random,
            BindOptions options,
            Optional<RowSource> rows) {
        program.printTo(options.printer());
        program.limitTo(options.limits());
        program.readFrom(data, random);
        program.reset();
        guarded(program, program::bind);
        program.readFrom(null, null);
        program.require(program.dimension(), program.outputSizes());
        List<Layout.Variable> variables = OutputVariables.of(outputs, program.outputSizes());
        return new BoundModel(
                name, program, new Layout(program.dimension(), variables), options, false, List.of(), rows);
    }

    /** The same model; its program is one whose parameters are standard normals. */
    public BoundModel overStandardNormals() {
        return new BoundModel(name, prototype, layout, options, true, fisherGaps, rows);
    }

    /** The same model, which says what has kept it from having a Fisher metric. */
    public BoundModel withFisherGaps(List<FisherInformation.Gap> gaps) {
        return new BoundModel(name, prototype, layout, options, generative, gaps, rows);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public LogDensity newLogDensity() {
        return rows.isPresent() ? sourced(rows.get()) : new BoundDensity(fork());
    }

    private SourcedDensity sourced(RowSource source) {
        CompiledProgram program = fork();
        return new SourcedDensity(program, new SourceWindows(program, PlateTexts.of(program), source));
    }

    @Override
    public Optional<Curved> newCurvedDensity() {
        return prototype.isCurved() ? Optional.of(new BoundCurvature(fork())) : Optional.empty();
    }

    @Override
    public Optional<Plate> plate() {
        return prototype.rowCount() < 0 ? Optional.empty() : Optional.of(PlateTexts.of(prototype));
    }

    @Override
    public Optional<Additive> newAdditiveDensity() {
        if (prototype.rowCount() < 0) {
            return Optional.empty();
        } else if (rows.isPresent()) {
            return Optional.of(sourced(rows.get()));
        }
        CompiledProgram program = fork();
        return Optional.of(new BoundAdditive(program, new HeapWindows(program)));
    }

    @Override
    public Optional<Generative> newGenerative() {
        return generative ? Optional.of(new BoundGenerative(fork())) : Optional.empty();
    }

    @Override
    public Optional<FisherInformation> newFisherInformation() {
        return prototype.hasInformation() ? Optional.of(new BoundInformation(fork())) : Optional.empty();
    }

    @Override
    public List<FisherInformation.Gap> fisherGaps() {
        return fisherGaps;
    }

    @Override
    public DrawWriter newDrawWriter() {
        CompiledProgram program = fork();
        return (q, random, row) -> {
            program.reset();
            program.readFrom(null, random);
            guarded(program, () -> program.draw(q, row));
        };
    }

    @Override
    public void unconstrain(DataSource values, double[] q) {
        CompiledProgram program = fork();
        program.readFrom(values, null);
        program.reset();
        guarded(program, () -> program.unconstrain(q));
    }

    private static void guarded(CompiledProgram program, Runnable run) {
        try {
            run.run();
        } catch (StackOverflowError error) {
            throw RecursionLimit.exceeded(program.getClass(), error);
        }
    }

    private CompiledProgram fork() {
        CompiledProgram program = prototype.fork();
        program.printTo(options.printer());
        program.limitTo(options.limits());
        return program;
    }
}
