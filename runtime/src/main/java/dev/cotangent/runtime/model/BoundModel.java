package dev.cotangent.runtime.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
     * An output variable of a program, before its sizes are known.
     *
     * @param integer true if its elements are integers
     */
    public record Output(String name, Layout.Block block, boolean integer) {}

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
        int[][] sizes = program.outputSizes();
        List<Layout.Variable> variables = new ArrayList<>();
        for (int k = 0; k < sizes.length; k++) {
            Output output = outputs.get(k);
            List<Integer> dimensions = IntStream.of(sizes[k]).boxed().toList();
            variables.add(new Layout.Variable(output.name(), output.block(), output.integer(), dimensions));
        }
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
