package dev.cotangent.runtime.model;

import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What the class that a model is compiled to extends. One instance is one evaluator: its fields hold the data, which
 * forks share and nobody writes after {@link #bind()}, and scratch memory of its own. It belongs to one thread.
 *
 * <p>The methods are called by {@link BoundModel}; generated code uses what is protected.
 */
public abstract class CompiledProgram {

    private static final int FIRST_TAPE_SIZE = 64;
    private static final String NO_ROWS = "compiled without a density by rows";

    /** What {@link #bind} and {@link #unconstrain} read from. */
    protected DataSource source;
    /** Randomness for {@link #bind} and {@link #draw}. */
    protected UniformRandomProvider random;

    private Consumer<String> printer = line -> {};
    private double[] reals = new double[FIRST_TAPE_SIZE];
    private int[] integers = new int[FIRST_TAPE_SIZE];
    private int realCount;
    private int integerCount;
    private int depth;
    private Budget budget = new Budget(EvaluationLimits.NONE, getClass());
    private long stepsLeft = Long.MAX_VALUE;

    /** Reads the data, checks them and computes transformed data. */
    protected abstract void bind();

    /** Number of unconstrained coordinates, once data are bound. */
    protected abstract int dimension();

    /** Sizes of every output variable, once data are bound. */
    protected abstract int[][] outputSizes();

    /** The log density at a position. */
    protected abstract double value(double[] q);

    /** The log density at a position, and its gradient. */
    protected abstract double gradient(double[] q, double[] gradient);

    /** True if the class has {@link #directional} and {@link #secondDirectional}. */
    protected boolean isCurved() {
        return false;
    }

    /**
     * The log density, its gradient, and derivatives of the gradient in four directions.
     *
     * @param u1 first direction; its derivative goes to {@code d1}, and so on
     */
    protected double directional(
            double[] q,
            double[] gradient,
            double[] u1,
            double[] u2,
            double[] u3,
            double[] u4,
            double[] d1,
            double[] d2,
            double[] d3,
            double[] d4) {
        throw new UnsupportedOperationException("compiled without curvature");
    }

    /**
     * The log density, its gradient, and first and second derivatives of the gradient along a curve.
     *
     * @param u direction of the curve
     * @param bend how the direction changes: 0 along a line
     */
    protected double secondDirectional(
            double[] q,
            double[] gradient,
            double[] u,
            double[] first,
            double[] sameU,
            double[] sameFirst,
            double[] bend,
            double[] second) {
        throw new UnsupportedOperationException("compiled without curvature");
    }

    /** Number of rows of the data, or -1 if the class has no density by rows. */
    protected int rowCount() {
        return -1;
    }

    /**
     * The name of the size that is the number of rows; then, for each of {@link #rowData()}, its name in the data block or
     * nothing, {@code int} or {@code real}, and {@code matrix} if its last two sizes are rows and columns; then name, location
     * and message of every use of all rows.
     */
    protected String[] rowTexts() {
        throw new UnsupportedOperationException(NO_ROWS);
    }

    /** What no row contributes to the log density, and its gradient. */
    protected double restGradient(double[] q, double[] gradient) {
        throw new UnsupportedOperationException(NO_ROWS);
    }

    /** What the chosen rows contribute to the log density, and its gradient. */
    protected double sumGradient(double[] q, double[] gradient) {
        throw new UnsupportedOperationException(NO_ROWS);
    }

    /** The data that have elements for every row: arrays of reals or integers. */
    protected Object[] rowData() {
        throw new UnsupportedOperationException(NO_ROWS);
    }

    /**
     * For each of {@link #rowData()} stride and width: row r of N has the elements {@code (o N + r) stride + c}, for c below
     * the stride and o below {@code width / stride}.
     */
    protected int[][] rowShapes() {
        throw new UnsupportedOperationException(NO_ROWS);
    }

    /** For each of {@link #rowData()} its sizes without that of rows, if it is in the data block. */
    protected int[][] rowSizes() {
        throw new UnsupportedOperationException(NO_ROWS);
    }

    /**
     * Sets the rows that {@link #sumGradient} evaluates.
     *
     * @param count how many there are
     * @param numbers their numbers, from 0
     * @param windows their data, in the order of {@link #rowData()}, each with {@code count} for N
     */
    protected void choose(int count, int[] numbers, Object[] windows) {
        throw new UnsupportedOperationException(NO_ROWS);
    }

    /** True if the class has {@link #informationTimes} and {@link #informationSlope}. */
    protected boolean hasInformation() {
        return false;
    }

    /**
     * The quadratic form {@code sum over k of w[k] u_k' G(q) u_k} of the Fisher metric G, and its derivatives in the
     * directions.
     *
     * @param u1 first direction; {@code 2 w[0] G u1} goes to {@code d1}, and so on
     * @param weights the w
     */
    protected double informationTimes(
            double[] q,
            double[] u1,
            double[] u2,
            double[] u3,
            double[] u4,
            double[] weights,
            double[] d1,
            double[] d2,
            double[] d3,
            double[] d4) {
        throw new UnsupportedOperationException("compiled without a Fisher metric");
    }

    /**
     * The quadratic form, as {@link #informationTimes}, and its derivatives in the position.
     *
     * @param slope takes the derivatives
     */
    protected double informationSlope(
            double[] q, double[] u1, double[] u2, double[] u3, double[] u4, double[] weights, double[] slope) {
        throw new UnsupportedOperationException("compiled without a Fisher metric");
    }

    /** Computes a row of output. */
    protected abstract void draw(double[] q, double[] row);

    /** Writes the coordinates of the parameters that {@link #source} has. */
    protected abstract void unconstrain(double[] q);

    /** A new evaluator of the same data. */
    protected abstract CompiledProgram fork();

    /** Sets where the model's {@code print} statements go. */
    final void printTo(Consumer<String> printer) {
        this.printer = printer;
    }

    /**
     * Allows so many coordinates and scalars of output.
     *
     * @throws ModelFailure if there are too many
     */
    final void require(int dimension, int[][] outputs) {
        budget.require(dimension, outputs);
    }

    /** Sets what one use of the code may take. */
    final void limitTo(EvaluationLimits limits) {
        budget = new Budget(limits, getClass());
    }

    final void readFrom(DataSource source, UniformRandomProvider random) {
        this.source = source;
        this.random = random;
    }

    /** Forgets what an evaluation that was cut short left behind. */
    final void reset() {
        realCount = 0;
        integerCount = 0;
        depth = 0;
        stepsLeft = budget.begin();
    }

    // --- what generated code calls

    protected static double[] reals(double[] old, int size) {
        return old != null && old.length >= size ? old : new double[size];
    }

    protected static int[] integers(int[] old, int size) {
        return old != null && old.length >= size ? old : new int[size];
    }

    protected static void fill(double[] array, int size, double value) {
        Arrays.fill(array, 0, size, value);
    }

    protected static void fill(int[] array, int size, int value) {
        Arrays.fill(array, 0, size, value);
    }

    protected final void push(double value) {
        if (realCount == reals.length) {
            budget.allocate(2L * Double.BYTES * realCount);
            reals = Arrays.copyOf(reals, 2 * realCount);
        }
        reals[realCount++] = value;
    }

    protected final double popReal() {
        return reals[--realCount];
    }

    protected final void push(int value) {
        if (integerCount == integers.length) {
            budget.allocate(2L * Integer.BYTES * integerCount);
            integers = Arrays.copyOf(integers, 2 * integerCount);
        }
        integers[integerCount++] = value;
    }

    protected final int popInteger() {
        return integers[--integerCount];
    }

    /** As {@link #reals}, in code that is held to limits. */
    protected final double[] limitedReals(double[] old, int size) {
        return old != null && old.length >= size ? old : new double[granted(size, Double.BYTES)];
    }

    /** As {@link #integers}, in code that is held to limits. */
    protected final int[] limitedIntegers(int[] old, int size) {
        return old != null && old.length >= size ? old : new int[granted(size, Integer.BYTES)];
    }

    /** A product of integers, which fails where it is too large for one. */
    protected static int product(int a, int b) {
        long product = (long) a * b;
        if (product != (int) product) {
            throw Budget.tooLarge(a, b);
        }
        return (int) product;
    }

    private int granted(int size, int bytes) {
        budget.allocate((long) size * bytes);
        return size;
    }

    /** Counts a round of a loop. */
    protected final void step() {
        if (--stepsLeft < 0) {
            stepsLeft = budget.more(0);
        }
    }

    /**
     * Counts an operation on an array as what it takes at most: as many steps as multiplying matrices of so many elements.
     *
     * @param elements of the largest array, negative if they are more than an int can count
     */
    protected final void step(int elements) {
        if (stepsLeft != Long.MAX_VALUE) {
            double size = elements < 0 ? Integer.MAX_VALUE : elements;
            stepsLeft -= (long) (size * Math.sqrt(size) / 8);
            if (stepsLeft < 0) {
                stepsLeft = budget.more(-stepsLeft);
            }
        }
    }

    /**
     * Allows so many elements in one message.
     *
     * @param elements negative if they are more than an int can count
     */
    protected final void show(int elements) {
        budget.show(elements);
    }

    protected final void print(String line) {
        printer.accept(line);
    }

    /** Counts a call of a recursive function. */
    protected final void descend(String location) {
        if (++depth > RecursionLimit.MAX_DEPTH) {
            throw RecursionLimit.exceeded(location);
        }
        step();
    }

    /** Counts the return of a recursive function. */
    protected final void ascend() {
        depth--;
    }

    protected static ModelFailure failure(String kind, String location, MessageText message) {
        return new ModelFailure(ModelFailure.Kind.valueOf(kind), location, message.toString());
    }
}
