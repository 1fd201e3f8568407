package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.divide;
import static dev.cotangent.compiler.pass.Code.exp;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.multiply;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.IrPrinter;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import org.junit.jupiter.api.Test;

class ElementTablesTest {

    private final Code code = new Code();
    private final Local n = code.integer("n");
    private final Local k = code.integer("k");
    private final Buffer scale = code.reals("scale");

    private void allocateScale() {
        code.allocate(scale, integer(3), Stmt.Fill.NONE);
        code.loop(k, integer(0), integer(2), () -> code.store(scale, read(k), exp(load(code.q, read(k)))));
        code.assign(code.result, real(0));
    }

    private Procedure run(Procedure procedure) {
        return new ElementTables().run(procedure, PassContext.afterBind(code.names, code.bind(Code.SIZE)));
    }

    @Test
    void tabulatesWhatEveryRoundOfTheOuterLoopComputesAgain() {
        Local sigma = code.real("sigma");
        Procedure procedure = code.procedure(() -> {
            allocateScale();
            code.loop(
                    n,
                    integer(0),
                    integer(7),
                    () -> code.loop(k, integer(0), integer(2), () -> {
                        code.assign(sigma, load(scale, read(k)));
                        code.assign(
                                code.result,
                                add(
                                        read(code.result),
                                        add(
                                                multiply(load(code.x, read(n)), divide(real(1), read(sigma))),
                                                exp(read(sigma)))));
                    }));
        });
        Golden.verify("inner", new ElementTables(), code, procedure);
    }

    @Test
    void tabulatesWhatIsLookedUp() {
        Procedure procedure = code.procedure(() -> {
            allocateScale();
            code.loop(
                    n,
                    integer(0),
                    integer(7),
                    () -> code.assign(
                            code.result, add(read(code.result), exp(load(scale, load(code.group, read(n)))))));
        });
        Golden.verify("lookup", new ElementTables(), code, procedure);
    }

    @Test
    void leavesElementsOfWhichEachIsMetOnce() {
        Procedure procedure = code.procedure(() -> {
            allocateScale();
            code.loop(
                    k,
                    integer(0),
                    integer(2),
                    () -> code.assign(code.result, add(read(code.result), exp(load(scale, read(k))))));
        });
        assertThat(IrPrinter.print(run(procedure))).isEqualTo(IrPrinter.print(procedure));
    }

    @Test
    void leavesBuffersThatTheLoopWrites() {
        Procedure procedure = code.procedure(() -> {
            allocateScale();
            code.loop(
                    n,
                    integer(0),
                    integer(7),
                    () -> code.loop(k, integer(0), integer(2), () -> {
                        code.assign(code.result, add(read(code.result), exp(load(scale, read(k)))));
                        code.increment(scale, read(k), real(1));
                    }));
        });
        assertThat(IrPrinter.print(run(procedure))).isEqualTo(IrPrinter.print(procedure));
    }
}
