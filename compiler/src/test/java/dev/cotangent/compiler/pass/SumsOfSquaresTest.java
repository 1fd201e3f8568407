package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.exp;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.multiply;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static dev.cotangent.compiler.pass.Code.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.IrPrinter;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.ir.interpret.Interpreter;
import dev.cotangent.compiler.ir.interpret.World;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumsOfSquaresTest {

    /** Eight rows and three columns: a few dozen roundings of terms that do not cancel by more than ten. */
    private static final double ROUNDING = 512 * 0x1p-53;

    private final Code code = new Code();
    private final Local n = code.integer("n");
    private final Local residual = code.real("residual");

    /** The sum of {@code -0.5 residual² - q[3]} with {@code residual = (x[n] - (q[0] + q[1] n)) q[4]}. */
    private Procedure regression(Runnable more) {
        Expr line = add(load(code.q, integer(0)), multiply(load(code.q, integer(1)), toReal(read(n))));
        return code.procedure(() -> {
            code.assign(code.result, real(2));
            code.loop(n, integer(0), integer(7), () -> {
                code.assign(residual, multiply(subtract(load(code.x, read(n)), line), load(code.q, integer(4))));
                Expr square = multiply(real(-0.5), multiply(read(residual), read(residual)));
                code.assign(code.result, add(read(code.result), subtract(square, load(code.q, integer(3)))));
                more.run();
            });
        });
    }

    private static Expr toReal(Expr value) {
        return Expr.of(Operator.TO_REAL, value);
    }

    @Test
    void reducesTheColumnsOfARegression() {
        Golden.verify("regression", new SumsOfSquares(), code, regression(() -> {}), ROUNDING);
    }

    @Test
    void leavesTheRestOfTheLoop() {
        Procedure procedure = regression(() -> code.store(code.out, read(n), exp(read(residual))));
        Golden.verify("rest", new SumsOfSquares(), code, procedure, ROUNDING);
    }

    @Test
    void leavesSquaresOfWhatIsNotAffine() {
        assertUnchanged(code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(7), () -> {
                code.assign(residual, subtract(load(code.x, read(n)), load(code.q, read(n))));
                code.assign(code.result, add(read(code.result), multiply(read(residual), read(residual))));
            });
        }));
    }

    @Test
    void leavesSumsThatTheLoopReads() {
        assertUnchanged(regression(() -> code.store(code.out, read(n), read(code.result))));
    }

    @Test
    void leavesSumsOfAffineForms() {
        assertUnchanged(code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(
                    n,
                    integer(0),
                    integer(7),
                    () -> code.assign(
                            code.result,
                            add(read(code.result), multiply(load(code.x, read(n)), load(code.q, integer(0))))));
        }));
    }

    private void assertUnchanged(Procedure procedure) {
        Procedure result = new SumsOfSquares().run(procedure, PassContext.afterBind(code.names, code.bind(Code.SIZE)));
        assertThat(IrPrinter.print(result)).isEqualTo(IrPrinter.print(procedure));
    }

    /** What is not finite, or would be so on the way, is summed row by row, to the same bits. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 1.7e308})
    void sumsRowByRowWhatIsNotFinite(double element) {
        Buffer y = new Buffer(code.names.fresh("y"), ScalarType.REAL, Storage.DATA);
        Procedure bind = column(y, new double[] {element, 1.5e308, 3, 4, -1, 0.5, 2, 7});
        Procedure procedure = line(y, 8);
        assertThat(Double.valueOf(reduced(bind, procedure, 1, 2)))
                .isEqualTo(Double.valueOf(value(bind, procedure, 1, 2)));
    }

    /** A factor of columns with fewer than twice as many rows would save nothing. */
    @Test
    void sumsFewRowsOneByOne() {
        Buffer y = new Buffer(code.names.fresh("y"), ScalarType.REAL, Storage.DATA);
        Procedure bind = column(y, new double[] {1.1, 2.7, 0.3, 5.2, 1.9});
        Procedure procedure = line(y, 5);
        assertThat(reduced(bind, procedure, 0.1, 0.7)).isEqualTo(value(bind, procedure, 0.1, 0.7));
    }

    /** Of residuals of 1e-3 about a line through 1e6, the sum is as exact as row by row. */
    @Test
    void isAsExactAsTheSumOverRows() {
        double[] y = new double[8];
        BigDecimal exact = BigDecimal.ZERO;
        double intercept = 1e6;
        double slope = 3.7;
        for (int i = 0; i < y.length; i++) {
            y[i] = intercept + slope * i + (i % 3 - 1) * 1e-3;
            BigDecimal line = new BigDecimal(intercept).add(new BigDecimal(slope).multiply(BigDecimal.valueOf(i)));
            exact = exact.subtract(new BigDecimal(y[i]).subtract(line).pow(2));
        }
        Buffer buffer = new Buffer(code.names.fresh("y"), ScalarType.REAL, Storage.DATA);
        double found = reduced(column(buffer, y), line(buffer, y.length), intercept, slope);
        // A backward error of a few ulps in columns of 1e6 is 1e-9 in residuals, 1e-6 of their size of 1e-3.
        assertThat(found).isCloseTo(exact.doubleValue(), within(-exact.doubleValue() * 1e-5));
        assertThat(exact.doubleValue()).isLessThan(-4e-6);
    }

    /** The sum of {@code -(y[n] - q[0] - q[1] n)²}. */
    private Procedure line(Buffer y, int rows) {
        Expr line = add(load(code.q, integer(0)), multiply(load(code.q, integer(1)), toReal(read(n))));
        return code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(rows - 1), () -> {
                code.assign(residual, subtract(load(y, read(n)), line));
                code.assign(code.result, subtract(read(code.result), multiply(read(residual), read(residual))));
            });
        });
    }

    private Procedure column(Buffer y, double[] values) {
        return new Procedure("bind", List.of(), List.of(), List.of(), code.block(() -> {
            code.allocate(y, integer(values.length), Stmt.Fill.UNDEFINED);
            for (int i = 0; i < values.length; i++) {
                code.store(y, integer(i), real(values[i]));
            }
        }));
    }

    private double reduced(Procedure bind, Procedure procedure, double... q) {
        PassContext context = PassContext.afterBind(code.names, bind);
        Procedure reduced = new SumsOfSquares().run(procedure, context);
        assertThat(context.additions()).isNotEmpty();
        return value(Pipeline.extended(bind, context.additions()), reduced, q);
    }

    private static double value(Procedure bind, Procedure procedure, double... q) {
        Interpreter interpreter = new Interpreter(List.of(bind, procedure));
        interpreter.run(bind, new double[0], List.of(), World.NONE);
        return interpreter.run(procedure, new double[0], List.of(q, new double[Code.SIZE]), World.NONE)[0];
    }
}
