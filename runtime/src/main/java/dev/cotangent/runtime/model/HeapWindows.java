package dev.cotangent.runtime.model;

/** Windows over data of all rows in arrays. */
final class HeapWindows extends RowWindows {

    private final int rows;
    private final Object[] data;

    HeapWindows(CompiledProgram program) {
        super(program.rowShapes(), integers(program.rowData()));
        rows = program.rowCount();
        data = program.rowData();
    }

    private static boolean[] integers(Object[] data) {
        boolean[] integer = new boolean[data.length];
        for (int v = 0; v < data.length; v++) {
            integer[v] = data[v] instanceof int[];
        }
        return integer;
    }

    @Override
    int rows() {
        return rows;
    }

    @Override
    void copy(int first, int length) {
        for (int v = 0; v < variables(); v++) {
            int stride = stride(v);
            for (int outer = 0; outer < pieces(v); outer++) {
                int source = (outer * rows + first) * stride;
                System.arraycopy(data[v], source, windows()[v], outer * length * stride, length * stride);
            }
        }
    }

    @Override
    void gather(int length) {
        for (int v = 0; v < variables(); v++) {
            for (int outer = 0; outer < pieces(v); outer++) {
                if (stride(v) > 1) {
                    gatherPieces(v, outer, length);
                } else if (data[v] instanceof int[] all) {
                    gather(all, (int[]) windows()[v], outer, length);
                } else {
                    gather((double[]) data[v], (double[]) windows()[v], outer, length);
                }
            }
        }
    }

    private void gatherPieces(int v, int outer, int length) {
        int stride = stride(v);
        for (int k = 0; k < length; k++) {
            int source = (outer * rows + numbers()[k]) * stride;
            System.arraycopy(data[v], source, windows()[v], (outer * length + k) * stride, stride);
        }
    }

    private void gather(int[] all, int[] window, int outer, int length) {
        int[] numbers = numbers();
        for (int k = 0; k < length; k++) {
            window[outer * length + k] = all[outer * rows + numbers[k]];
        }
    }

    private void gather(double[] all, double[] window, int outer, int length) {
        int[] numbers = numbers();
        for (int k = 0; k < length; k++) {
            window[outer * length + k] = all[outer * rows + numbers[k]];
        }
    }
}
