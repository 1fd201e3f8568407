package dev.cotangent.runtime.model;

import java.util.Arrays;
import java.util.Optional;

/** The density by rows of one evaluator of a compiled program. */
class BoundAdditive implements Additive, ExplainsRejection {

    private final CompiledProgram program;
    private final BoundDensity density;
    private final RowWindows windows;
    private final double[] part;

    /** Creates an evaluator of a program of its own. */
    BoundAdditive(CompiledProgram program, RowWindows windows) {
        this.program = program;
        this.density = new BoundDensity(program);
        this.windows = windows;
        this.part = new double[program.dimension()];
    }

    @Override
    public final int dimension() {
        return density.dimension();
    }

    @Override
    public double value(double[] q) {
        return density.value(q);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        return density.gradient(q, gradient);
    }

    @Override
    public final Optional<ModelFailure> rejection() {
        return density.rejection();
    }

    @Override
    public final int rows() {
        return windows.rows();
    }

    @Override
    public double rest(double[] q, double[] gradient) {
        density.begin();
        try {
            return program.restGradient(q, gradient);
        } catch (ModelFailure failure) {
            return density.reject(failure);
        } catch (StackOverflowError error) {
            throw density.tooDeep(error);
        }
    }

    @Override
    public final double sum(double[] q, int[] rows, int count, double[] gradient) {
        Arrays.fill(gradient, 0);
        int[] numbers = windows.numbers();
        double sum = 0;
        for (int first = 0; first < count; first += numbers.length) {
            int length = Math.min(numbers.length, count - first);
            System.arraycopy(rows, first, numbers, 0, length);
            windows.gather(length);
            sum += window(q, length, gradient);
            if (sum == Double.NEGATIVE_INFINITY) {
                return sum;
            }
        }
        return sum;
    }

    @Override
    public final double sum(double[] q, int from, int to, double[] gradient) {
        Arrays.fill(gradient, 0);
        int[] numbers = windows.numbers();
        double sum = 0;
        for (int first = from; first < to; first += numbers.length) {
            int length = Math.min(numbers.length, to - first);
            for (int k = 0; k < length; k++) {
                numbers[k] = first + k;
            }
            windows.copy(first, length);
            sum += window(q, length, gradient);
            if (sum == Double.NEGATIVE_INFINITY) {
                return sum;
            }
        }
        return sum;
    }

    /** Adds the gradient of the rows in the windows. */
    private double window(double[] q, int length, double[] gradient) {
        program.choose(length, windows.numbers(), windows.windows());
        double value = chosen(q);
        for (int i = 0; i < part.length; i++) {
            gradient[i] += part[i];
        }
        return value;
    }

    private double chosen(double[] q) {
        density.begin();
        try {
            return program.sumGradient(q, part);
        } catch (ModelFailure failure) {
            return density.reject(failure);
        } catch (StackOverflowError error) {
            throw density.tooDeep(error);
        }
    }

    /** The evaluator of the program itself. */
    final BoundDensity density() {
        return density;
    }
}
