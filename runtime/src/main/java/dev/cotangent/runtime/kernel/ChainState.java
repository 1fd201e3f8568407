package dev.cotangent.runtime.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where a chain is, with what the next step reuses. Mutable; belongs to one chain's thread. */
public final class ChainState implements Checkpointed {

    private final double[] position;
    private final double[] gradient;
    private double logDensity = Double.NaN;

    /** A state of the given dimension, at the origin and not yet evaluated. */
    public ChainState(int dimension) {
        this.position = new double[dimension];
        this.gradient = new double[dimension];
    }

    public int dimension() {
        return position.length;
    }

    /** Unconstrained position, shape [n]; the array itself, which kernels write to. */
    public double[] position() {
        return position;
    }

    /** Gradient of the log density at the position, shape [n]; the array itself, which kernels write to. */
    public double[] gradient() {
        return gradient;
    }

    /** Log density at the position, in nats; NaN until evaluated. */
    public double logDensity() {
        return logDensity;
    }

    /** Replaces position, log density and gradient; arrays are copied. */
    public void moveTo(double[] newPosition, double newLogDensity, double[] newGradient) {
        System.arraycopy(newPosition, 0, position, 0, position.length);
        System.arraycopy(newGradient, 0, gradient, 0, gradient.length);
        logDensity = newLogDensity;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        SavedArray.write(position, out);
        SavedArray.write(gradient, out);
        out.writeLong(Double.doubleToRawLongBits(logDensity));
    }

    @Override
    public void restore(DataInput in) throws IOException {
        SavedArray.read(position, in);
        SavedArray.read(gradient, in);
        logDensity = Double.longBitsToDouble(in.readLong());
    }
}
