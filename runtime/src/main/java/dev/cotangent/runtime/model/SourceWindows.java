package dev.cotangent.runtime.model;

import java.util.List;

/** Windows over rows that are read from a source. */
final class SourceWindows extends RowWindows {

    private final RowSource source;
    private final RowSource.Reader reader;
    private final double[][] read;

    SourceWindows(CompiledProgram program, Plate plate, RowSource source) {
        super(program.rowShapes(), integers(plate.variables()));
        this.source = source;
        reader = source.open(plate.variables());
        read = new double[variables()][];
        for (int v = 0; v < read.length; v++) {
            read[v] = new double[Math.multiplyExact(capacity(), width(v))];
        }
    }

    private static boolean[] integers(List<RowVariable> variables) {
        boolean[] integer = new boolean[variables.size()];
        for (int v = 0; v < integer.length; v++) {
            integer[v] = variables.get(v).integer();
        }
        return integer;
    }

    @Override
    int rows() {
        return source.rows();
    }

    @Override
    void gather(int length) {
        reader.read(numbers(), length, read);
        place(length);
    }

    @Override
    void copy(int first, int length) {
        reader.read(first, first + length, read);
        place(length);
    }

    /** Puts rows, which the source gives one behind the other, to where code looks for them. */
    private void place(int length) {
        for (int v = 0; v < variables(); v++) {
            if (windows()[v] instanceof int[] window) {
                for (int k = 0; k < length; k++) {
                    for (int w = 0; w < width(v); w++) {
                        window[place(v, w, k, length)] = (int) read[v][k * width(v) + w];
                    }
                }
            } else {
                place(v, (double[]) windows()[v], length);
            }
        }
    }

    private void place(int v, double[] window, int length) {
        double[] rows = read[v];
        int width = width(v);
        int stride = stride(v);
        if (stride == width) {
            System.arraycopy(rows, 0, window, 0, length * width);
        } else if (stride == 1) {
            for (int k = 0; k < length; k++) {
                for (int w = 0; w < width; w++) {
                    window[w * length + k] = rows[k * width + w];
                }
            }
        } else {
            for (int k = 0; k < length; k++) {
                for (int w = 0; w < width; w++) {
                    window[place(v, w, k, length)] = rows[k * width + w];
                }
            }
        }
    }

    private int place(int v, int w, int k, int length) {
        return (w / stride(v) * length + k) * stride(v) + w % stride(v);
    }
}
