package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.exp;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.log;
import static dev.cotangent.compiler.pass.Code.log1p;
import static dev.cotangent.compiler.pass.Code.multiply;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static dev.cotangent.compiler.pass.Code.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.IrPrinter;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.interpret.Interpreter;
import dev.cotangent.compiler.ir.interpret.World;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogProductsTest {

    /** Eight terms of size 1, each rounded, and seven products: together below 32 ulps. */
    private static final double ROUNDING = 32 * 0x1p-53;

    private final Code code = new Code();
    private final Local n = code.integer("n");

    @Test
    void multipliesWhatTheTermsAreLogarithmsOf() {
        Local small = code.real("small");
        Local log = code.real("log");
        Local term = code.real("term");
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(7), () -> {
                code.assign(small, exp(load(code.x, read(n))));
                code.assign(log, log1p(read(small)));
                code.assign(term, add(load(code.x, read(n)), read(log)));
                code.assign(code.result, subtract(read(code.result), read(term)));
                code.increment(code.out, integer(0), read(small));
            });
        });
        Golden.verify("terms", new LogProducts(), code, procedure, ROUNDING);
    }

    @Test
    void findsTermsOnTheSidesOfABranchAndInInnerLoops() {
        Local m = code.integer("m");
        Local term = code.real("term");
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(3), () -> {
                code.branch(
                        less(load(code.x, read(n)), real(-1)),
                        () -> code.assign(term, real(0.25)),
                        () -> code.assign(term, log(add(load(code.x, read(n)), real(3)))));
                code.assign(code.result, add(read(code.result), read(term)));
                code.loop(
                        m,
                        integer(0),
                        integer(1),
                        () -> code.assign(
                                code.result, add(read(code.result), log(add(load(code.x, read(m)), real(3))))));
            });
        });
        Golden.verify("nested", new LogProducts(), code, procedure, ROUNDING);
    }

    @Test
    void leavesTermsThatOthersRead() {
        Local log = code.real("log");
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(7), () -> {
                code.assign(log, log1p(exp(load(code.x, read(n)))));
                code.assign(code.result, add(read(code.result), read(log)));
                code.store(code.out, read(n), read(log));
            });
        });
        assertUnchanged(procedure);
    }

    @Test
    void leavesSumsThatTheLoopReads() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(7), () -> {
                code.assign(code.result, add(read(code.result), log(exp(load(code.x, read(n))))));
                code.store(code.out, read(n), multiply(read(code.result), real(2)));
            });
        });
        assertUnchanged(procedure);
    }

    private void assertUnchanged(Procedure procedure) {
        Procedure result = new LogProducts().run(procedure, PassContext.afterBind(code.names, code.bind(Code.SIZE)));
        assertThat(IrPrinter.print(result)).isEqualTo(IrPrinter.print(procedure));
    }

    /** Against the sum of {@code StrictMath.log}, whatever the range of the factors. */
    @ParameterizedTest
    @CsvSource({
        "1e300, 1e300, 1e300, 1e300",
        "1e-300, 1e-300, 1e-300, 3",
        "1e300, 1e-300, 1e200, 1e-310",
        "0, 1, 2, 3",
        "Infinity, 2, 2, 2",
        "Infinity, 0, 1, 1",
        "-2, -3, 1, 1",
        "NaN, 1, 1, 1",
        "2, 1, 1, -0.0"
    })
    void agreesWithTheSumInTheWholeRange(double a, double b, double c, double d) {
        double[] factors = {a, b, c, d, 0.5, 0.25, 3, 7};
        Expr factor = load(code.q, read(n));
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(7), () -> code.assign(code.result, add(read(code.result), log(factor))));
        });
        Procedure bind = code.bind(Code.SIZE);
        Procedure product = new LogProducts().run(procedure, PassContext.afterBind(code.names, bind));
        Interpreter interpreter = new Interpreter(List.of(bind, product));
        interpreter.run(bind, new double[0], List.of(), World.NONE);
        double found = interpreter.run(product, new double[0], List.of(factors, new double[Code.SIZE]), World.NONE)[0];
        double expected = Arrays.stream(factors).map(StrictMath::log).sum();
        if (Double.isFinite(expected)) {
            // Eight terms of at most 700, each rounded.
            assertThat(found).isCloseTo(expected, within(8 * 700 * 0x1p-53 * 8));
        } else {
            assertThat(Double.valueOf(found)).isEqualTo(Double.valueOf(expected));
        }
    }
}
