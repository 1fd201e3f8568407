package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.Primitive.Kind;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Java methods that test programs call. */
public final class Primitives {

    static final Primitive SQRT = primitive("sqrt", Kind.REAL, false, Kind.REAL);
    static final Primitive FAILING = primitive("failing", Kind.REAL, false, Kind.REAL);
    static final Primitive SUM = primitive("sum", Kind.REAL, false, Kind.REAL_SEQUENCE);
    static final Primitive LARGEST = primitive("largest", Kind.INT, false, Kind.INT_SEQUENCE);
    static final Primitive SCALE = primitive("scale", Kind.REAL_SEQUENCE, false, Kind.REAL, Kind.REAL_SEQUENCE);
    static final Primitive TRANSPOSE = primitive("transpose", Kind.REAL_MATRIX, false, Kind.REAL_MATRIX);
    static final Primitive UNIFORM = primitive("uniform", Kind.REAL, true, Kind.REAL, Kind.INT);

    private Primitives() {}

    private static Primitive primitive(String name, Kind result, boolean random, Kind... parameters) {
        return new Primitive(Primitives.class.getName(), name, List.of(parameters), result, random, null);
    }

    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    public static double failing(double x) {
        throw new ArithmeticException("no value at " + x);
    }

    public static double sum(double[] a, int offset, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += a[offset + i];
        }
        return sum;
    }

    public static int largest(int[] a, int offset, int size) {
        int largest = Integer.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, a[offset + i]);
        }
        return largest;
    }

    public static void scale(double factor, double[] a, int offset, int size, double[] out, int outOffset) {
        for (int i = 0; i < size; i++) {
            out[outOffset + i] = factor * a[offset + i];
        }
    }

    public static void transpose(double[] a, int offset, int rows, int columns, double[] out, int outOffset) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[outOffset + i * columns + j] = a[offset + j * rows + i];
            }
        }
    }

    public static double uniform(UniformRandomProvider random, double low, int scale) {
        return low + scale * random.nextDouble();
    }
}
