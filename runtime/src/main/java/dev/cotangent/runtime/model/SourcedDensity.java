package dev.cotangent.runtime.model;

/** The density of a program whose rows come from a source: the program's own is the rest. */
final class SourcedDensity extends BoundAdditive {

    private final double[] scratch;

    SourcedDensity(CompiledProgram program, RowWindows windows) {
        super(program, windows);
        scratch = new double[program.dimension()];
    }

    @Override
    public double rest(double[] q, double[] gradient) {
        return density().gradient(q, gradient);
    }

    @Override
    public double value(double[] q) {
        double rest = density().value(q);
        return Double.isFinite(rest) ? rest + sum(q, 0, rows(), scratch) : rest;
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double rest = rest(q, gradient);
        if (!Double.isFinite(rest)) {
            return rest;
        }
        double sum = sum(q, 0, rows(), scratch);
        for (int i = 0; i < scratch.length; i++) {
            gradient[i] += scratch[i];
        }
        return rest + sum;
    }
}
