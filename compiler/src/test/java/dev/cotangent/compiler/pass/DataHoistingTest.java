package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.divide;
import static dev.cotangent.compiler.pass.Code.exp;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.log;
import static dev.cotangent.compiler.pass.Code.multiply;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static dev.cotangent.compiler.pass.Code.subtract;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import org.junit.jupiter.api.Test;

class DataHoistingTest {

    private final Code code = new Code();
    private final Local n = code.integer("n");
    private final Local k = code.integer("k");

    private Expr last() {
        return subtract(read(code.rows), integer(1));
    }

    @Test
    void computesFunctionsOfDataAtBind() {
        Local y = code.real("y");
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, log(add(real(2), Expr.of(Operator.TO_REAL, read(code.rows)))));
            code.loop(n, integer(0), last(), () -> {
                code.assign(y, load(code.x, read(n)));
                code.assign(
                        code.result,
                        add(read(code.result), multiply(exp(add(read(y), real(1))), load(code.q, read(n)))));
                code.assign(code.result, subtract(read(code.result), multiply(read(y), real(2))));
            });
        });
        Golden.verify("rows", new DataHoisting(), code, procedure);
    }

    @Test
    void keepsBindWithinBoundsThatTheModelChecks() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(1), read(code.rows), () -> {
                code.check(less(read(n), integer(8)));
                code.assign(code.result, add(read(code.result), exp(load(code.x, load(code.group, read(n))))));
            });
        });
        Golden.verify("gather", new DataHoisting(), code, procedure);
    }

    @Test
    void laysNestedLoopsOutAsAMatrix() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(
                    n,
                    integer(1),
                    integer(2),
                    () -> code.loop(k, integer(0), last(), () -> {
                        Expr ratio = divide(load(code.x, read(n)), load(code.x, read(k)));
                        code.assign(code.result, add(read(code.result), multiply(ratio, load(code.q, read(n)))));
                    }));
        });
        Golden.verify("matrix", new DataHoisting(), code, procedure);
    }

    @Test
    void sharesAcrossLoops() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), last(), () -> code.store(code.out, read(n), exp(load(code.x, read(n)))));
            code.loop(k, integer(0), last(), () -> code.increment(code.out, read(k), exp(load(code.x, read(k)))));
        });
        PassContext context = PassContext.afterBind(code.names, code.bind(Code.SIZE));
        new DataHoisting().run(procedure, context);
        assertThat(Effects.of(context.additions()).written()).hasSize(1);
    }

    @Test
    void leavesTheBindProcedureAlone() {
        Procedure procedure = code.procedure(() -> code.assign(code.result, exp(load(code.x, integer(0)))));
        PassContext context = PassContext.ofBind(code.names);
        assertThat(new DataHoisting().run(procedure, context).body()).isEqualTo(procedure.body());
    }
}
