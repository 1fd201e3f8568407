package dev.cotangent.runtime.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/** A compiled program with its data. */
public final class BoundModel implements Model {

    private final String name;
    private final CompiledProgram prototype;
    private final Layout layout;
    private final Consumer<String> printer;

    private BoundModel(String name, CompiledProgram prototype, Layout layout, Consumer<String> printer) {
        this.name = name;
        this.prototype = prototype;
        this.layout = layout;
        this.printer = printer;
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
     * @param random for transformed data
     * @param printer takes lines that the model prints, possibly from several threads
     * @throws DataException if a value is missing or does not fit its declaration
     * @throws ModelFailure if a check of the data fails or transformed data does
     */
    public static BoundModel bind(
            String name,
            CompiledProgram program,
            List<Output> outputs,
            DataSource data,
            UniformRandomProvider random,
            Consumer<String> printer) {
        program.printTo(printer);
        program.readFrom(data, random);
        guarded(program, program::bind);
        program.readFrom(null, null);
        List<Layout.Variable> variables = OutputVariables.of(outputs, program.outputSizes());
        return new BoundModel(name, program, new Layout(program.dimension(), variables), printer);
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
        return new Density(fork());
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
        program.printTo(printer);
        return program;
    }

    /** The log density of one evaluator; a rejected point has no mass. */
    private static final class Density implements LogDensity, ExplainsRejection {
        private final CompiledProgram program;
        private ModelFailure rejection;

        Density(CompiledProgram program) {
            this.program = program;
        }

        @Override
        public int dimension() {
            return program.dimension();
        }

        @Override
        public double value(double[] q) {
            begin();
            try {
                return program.value(q);
            } catch (ModelFailure failure) {
                return reject(failure);
            } catch (StackOverflowError error) {
                throw RecursionLimit.exceeded(program.getClass(), error);
            }
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            begin();
            try {
                return program.gradient(q, gradient);
            } catch (ModelFailure failure) {
                return reject(failure);
            } catch (StackOverflowError error) {
                throw RecursionLimit.exceeded(program.getClass(), error);
            }
        }

        private void begin() {
            rejection = null;
            program.reset();
        }

        private double reject(ModelFailure failure) {
            if (!failure.isRecoverable()) {
                throw failure;
            }
            rejection = failure;
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public Optional<ModelFailure> rejection() {
            return Optional.ofNullable(rejection);
        }
    }
}
