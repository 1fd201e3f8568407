package dev.cotangent.runtime.model;

import java.util.Arrays;

/** The density by rows of one evaluator of a compiled program whose data are in the heap. */
final class BoundAdditive extends BoundDensity implements Additive {

    /** Values that the windows hold, about: enough to make little of what a window costs, and to stay in a cache. */
    private static final int WINDOW_VALUES = 1 << 15;

    private static final int LEAST_ROWS = 64;
    private static final int MOST_ROWS = 2048;

    private final CompiledProgram program;
    private final int rows;
    private final Object[] data;
    private final Object[] windows;
    private final int[][] shapes;
    private final int[] numbers;
    private final double[] part;

    BoundAdditive(CompiledProgram program) {
        super(program);
        this.program = program;
        rows = program.rowCount();
        data = program.rowData();
        shapes = program.rowShapes();
        int width = Arrays.stream(shapes).mapToInt(shape -> shape[1]).sum();
        int length = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, WINDOW_VALUES / Math.max(1, width)));
        numbers = new int[length];
        windows = new Object[data.length];
        for (int v = 0; v < data.length; v++) {
            int size = Math.multiplyExact(length, shapes[v][1]);
            windows[v] = data[v] instanceof int[] ? new int[size] : new double[size];
        }
        part = new double[program.dimension()];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public double rest(double[] q, double[] gradient) {
        begin();
        try {
            return program.restGradient(q, gradient);
        } catch (ModelFailure failure) {
            return reject(failure);
        } catch (StackOverflowError error) {
            throw tooDeep(error);
        }
    }

    @Override
    public double sum(double[] q, int[] chosen, int count, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int first = 0; first < count; first += numbers.length) {
            int length = Math.min(numbers.length, count - first);
            System.arraycopy(chosen, first, numbers, 0, length);
            for (int v = 0; v < data.length; v++) {
                gather(v, length);
            }
            sum += window(q, length, gradient);
        }
        return sum;
    }

    @Override
    public double sum(double[] q, int from, int to, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int first = from; first < to; first += numbers.length) {
            int length = Math.min(numbers.length, to - first);
            for (int k = 0; k < length; k++) {
                numbers[k] = first + k;
            }
            for (int v = 0; v < data.length; v++) {
                copy(v, first, length);
            }
            sum += window(q, length, gradient);
        }
        return sum;
    }

    /** Adds the gradient of the rows in the windows. */
    private double window(double[] q, int length, double[] gradient) {
        program.choose(length, numbers, windows);
        double value = chosen(q);
        for (int i = 0; i < part.length; i++) {
            gradient[i] += part[i];
        }
        return value;
    }

    private double chosen(double[] q) {
        begin();
        try {
            return program.sumGradient(q, part);
        } catch (ModelFailure failure) {
            return reject(failure);
        } catch (StackOverflowError error) {
            throw tooDeep(error);
        }
    }

    /** Number of pieces that a row of a variable lies in. */
    private int blocks(int v) {
        return shapes[v][1] == 0 ? 0 : shapes[v][1] / shapes[v][0];
    }

    /** Copies consecutive rows of a variable. */
    private void copy(int v, int first, int length) {
        int stride = shapes[v][0];
        for (int outer = 0; outer < blocks(v); outer++) {
            int source = (outer * rows + first) * stride;
            System.arraycopy(data[v], source, windows[v], outer * length * stride, length * stride);
        }
    }

    /** Copies the rows of {@link #numbers} of a variable. */
    private void gather(int v, int length) {
        int stride = shapes[v][0];
        int count = blocks(v);
        for (int outer = 0; outer < count; outer++) {
            int source = outer * rows;
            int target = outer * length;
            if (stride > 1) {
                for (int k = 0; k < length; k++) {
                    System.arraycopy(
                            data[v], (source + numbers[k]) * stride, windows[v], (target + k) * stride, stride);
                }
            } else if (data[v] instanceof int[] all) {
                int[] window = (int[]) windows[v];
                for (int k = 0; k < length; k++) {
                    window[target + k] = all[source + numbers[k]];
                }
            } else {
                double[] all = (double[]) data[v];
                double[] window = (double[]) windows[v];
                for (int k = 0; k < length; k++) {
                    window[target + k] = all[source + numbers[k]];
                }
            }
        }
    }
}
