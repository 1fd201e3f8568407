package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.Additive;

/** A density by rows that looks for cancellation before every evaluation. */
record CancellableRows(Additive target, Cancellation cancellation) implements Additive {

    /** Rows between two looks. */
    private static final int STRETCH = 1 << 16;

    private void check() {
        if (cancellation.isRequested() || Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public int rows() {
        return target.rows();
    }

    @Override
    public double value(double[] q) {
        check();
        return target.value(q);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        check();
        return target.gradient(q, gradient);
    }

    @Override
    public double rest(double[] q, double[] gradient) {
        check();
        return target.rest(q, gradient);
    }

    @Override
    public double sum(double[] q, int[] rows, int count, double[] gradient) {
        check();
        return target.sum(q, rows, count, gradient);
    }

    @Override
    public double sum(double[] q, int from, int to, double[] gradient) {
        if (to - from <= STRETCH) {
            check();
            return target.sum(q, from, to, gradient);
        }
        double[] part = new double[gradient.length];
        java.util.Arrays.fill(gradient, 0);
        double sum = 0;
        for (int start = from; start < to; start += STRETCH) {
            check();
            sum += target.sum(q, start, (int) Math.min(to, (long) start + STRETCH), part);
            for (int i = 0; i < part.length; i++) {
                gradient[i] += part[i];
            }
            if (start > Integer.MAX_VALUE - STRETCH) {
                break;
            }
        }
        return sum;
    }
}
