package dev.cotangent.runtime.model;

/** The likelihood of a program whose parameters are standard normals: what its density has beyond theirs. */
final class BoundGenerative extends BoundDensity implements Generative {

    private static final double LOG_TWO_PI = 0x1.d67f1c864beb5p0;

    BoundGenerative(CompiledProgram program) {
        super(program);
    }

    @Override
    public double logLikelihood(double[] z) {
        double squares = 0;
        for (double x : z) {
            squares += x * x;
        }
        return value(z) + 0.5 * (squares + z.length * LOG_TWO_PI);
    }

    @Override
    public boolean hasGradient() {
        return true;
    }
}
