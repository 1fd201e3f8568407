package dev.cotangent.runtime.model;

import java.util.Optional;

/** The log density of one evaluator of a compiled program; a rejected point has no mass. */
class BoundDensity implements LogDensity, ExplainsRejection {

    private final CompiledProgram program;
    private ModelFailure rejection;

    BoundDensity(CompiledProgram program) {
        this.program = program;
    }

    @Override
    public final int dimension() {
        return program.dimension();
    }

    @Override
    public final double value(double[] q) {
        begin();
        try {
            return program.value(q);
        } catch (ModelFailure failure) {
            return reject(failure);
        } catch (StackOverflowError error) {
            throw tooDeep(error);
        }
    }

    @Override
    public final double gradient(double[] q, double[] gradient) {
        begin();
        try {
            return program.gradient(q, gradient);
        } catch (ModelFailure failure) {
            return reject(failure);
        } catch (StackOverflowError error) {
            throw tooDeep(error);
        }
    }

    /** Begins an evaluation. */
    final void begin() {
        rejection = null;
        program.reset();
    }

    /** Ends an evaluation that was refused: no mass, unless the model is at fault. */
    final double reject(ModelFailure failure) {
        if (!failure.isRecoverable()) {
            throw failure;
        }
        rejection = failure;
        return Double.NEGATIVE_INFINITY;
    }

    /** Ends an evaluation whose recursion was too deep. */
    final ModelFailure tooDeep(StackOverflowError error) {
        return RecursionLimit.exceeded(program.getClass(), error);
    }

    @Override
    public final Optional<ModelFailure> rejection() {
        return Optional.ofNullable(rejection);
    }
}
