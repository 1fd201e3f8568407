package dev.cotangent.runtime.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays in checkpoints: their length, then their elements, bit for bit. */
public final class SavedArray {

    private SavedArray() {}

    /** Appends an array. */
    public static void write(double[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeLong(Double.doubleToRawLongBits(value));
        }
    }

    /**
     * Overwrites an array with a saved one of the same length.
     *
     * @throws IOException if it cannot be read, or the saved one has another length
     */
    public static void read(double[] values, DataInput in) throws IOException {
        int length = in.readInt();
        if (length != values.length) {
            throw new IOException("expected " + values.length + " saved numbers, found " + length);
        }
        for (int i = 0; i < length; i++) {
            values[i] = Double.longBitsToDouble(in.readLong());
        }
    }
}
