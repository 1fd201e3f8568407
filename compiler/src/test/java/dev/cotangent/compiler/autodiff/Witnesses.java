package dev.cotangent.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.IrPrinter;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.interpret.Interpreter;
import dev.cotangent.compiler.ir.interpret.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the derivatives of a log density that the interpreter runs: {@link Adjoint}, {@link Tangent} and central
 * differences, in first order and, forward over adjoint, in second.
 */
final class Witnesses {

    /** Rounding of two orders of summation. */
    private static final double EXACT = 1e-12;

    /** Rounding in a few hundred operations, with some cancellation. */
    private static final double RANDOM = 1e-9;

    /** Central differences with h = 1e-5: truncation of order h² f''' = 1e-10, rounding of 1e-16 / h = 1e-11. */
    private static final double DIFFERENCES = 1e-6;

    private static final double H = 1e-5;

    private final Procedure density;
    private final Names names;
    private final int dimension;
    private final Map<Buffer, Object> data = new LinkedHashMap<>();

    Witnesses(Procedure density, Names names, int dimension) {
        this.density = density;
        this.names = names;
        this.dimension = dimension;
    }

    Witnesses with(Buffer buffer, Object array) {
        data.put(buffer, array);
        return this;
    }

    Procedure adjoint() {
        return Adjoint.gradient(density, Expr.integer(dimension), names);
    }

    double value(double... q) {
        return run(density, List.of(q))[0];
    }

    double[] run(Procedure procedure, List<double[]> arrays) {
        Interpreter interpreter = new Interpreter(List.of(procedure));
        data.forEach(interpreter::setArray);
        return interpreter.run(procedure, new double[0], new ArrayList<Object>(arrays), World.NONE);
    }

    private double[] gradient(Procedure gradient, double[] q) {
        double[] result = new double[dimension];
        java.util.Arrays.fill(result, Double.NaN);
        double value = run(gradient, List.of(q, result))[0];
        assertThat(value).isEqualTo(value(q));
        return result;
    }

    /** All first and second derivatives agree at a point. */
    void agreeAt(double... q) {
        firstOrderAgreesAt(q);
        hessianAgreesAt(q);
    }

    void firstOrderAgreesAt(double... q) {
        double[] adjoint = gradient(adjoint(), q);
        for (int lanes : new int[] {1, 3}) {
            double[] tangent = gradient(Tangent.gradient(density, Expr.integer(dimension), lanes, names), q);
            close(adjoint, tangent, EXACT, "adjoint and tangent in " + lanes + " lanes");
        }
        double[] differences = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            differences[i] = (value(moved(q, i, H)) - value(moved(q, i, -H))) / (2 * H);
        }
        close(adjoint, differences, DIFFERENCES, "adjoint and differences");
    }

    /** As {@link #agreeAt}, without differences: for programs that may have kinks near by. */
    void modesAgreeAt(double... q) {
        double[] adjoint = gradient(adjoint(), q);
        double[] tangent = gradient(Tangent.gradient(density, Expr.integer(dimension), 2, names), q);
        close(adjoint, tangent, RANDOM, "adjoint and tangent");
        double[] direction = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            direction[i] = 1 - 0.3 * i;
        }
        double[] product = new double[dimension];
        double[] scratch = new double[dimension];
        run(Tangent.tangent(adjoint(), 1, names), List.of(q, scratch, direction, product));
        Procedure second = Tangent.tangent(Tangent.tangent(density, 1, names), 1, names);
        double curvature = run(second, List.of(q, direction, direction, new double[dimension]))[3];
        double expected = 0;
        for (int i = 0; i < dimension; i++) {
            expected += direction[i] * product[i];
        }
        close(new double[] {curvature}, new double[] {expected}, RANDOM * scale(product), "second order");
    }

    private void hessianAgreesAt(double[] q) {
        Procedure gradient = adjoint();
        Procedure product = Tangent.tangent(gradient, 2, names);
        for (int i = 0; i < dimension; i++) {
            int next = (i + 1) % dimension;
            double[] first = new double[dimension];
            double[] second = new double[dimension];
            double[] scratch = new double[dimension];
            double[] slopes = run(product, List.of(q, scratch, unit(i), unit(next), first, second));
            assertThat(slopes[1]).isCloseTo(scratch[i], within(EXACT * scale(scratch)));
            close(first, slope(gradient, q, i), DIFFERENCES, "Hessian column " + i);
            close(second, slope(gradient, q, next), DIFFERENCES, "Hessian column " + next);
        }
    }

    private double[] slope(Procedure gradient, double[] q, int i) {
        double[] up = gradient(gradient, moved(q, i, H));
        double[] down = gradient(gradient, moved(q, i, -H));
        double[] slope = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            slope[j] = (up[j] - down[j]) / (2 * H);
        }
        return slope;
    }

    private double[] unit(int i) {
        double[] unit = new double[dimension];
        unit[i] = 1;
        return unit;
    }

    private static double[] moved(double[] q, int i, double by) {
        double[] moved = q.clone();
        moved[i] += by;
        return moved;
    }

    private static double scale(double[] values) {
        double scale = 1;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        return scale;
    }

    private void close(double[] actual, double[] expected, double tolerance, String claim) {
        double bound = tolerance * Math.max(scale(actual), scale(expected));
        assertThat(actual)
                .as(() -> claim + "\n" + IrPrinter.print(density) + IrPrinter.print(adjoint()))
                .containsExactly(expected, within(bound));
    }
}
