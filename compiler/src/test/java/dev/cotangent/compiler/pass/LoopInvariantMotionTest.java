package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.divide;
import static dev.cotangent.compiler.pass.Code.exp;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
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

class LoopInvariantMotionTest {

    private final Code code = new Code();
    private final Local n = code.integer("n");
    private final Local scale = code.real("scale");

    /** A regression whose checks and parameters are the same in every round; its size comes with the data. */
    private Procedure regression() {
        Local residual = code.real("residual");
        Local location = code.real("location");
        return code.procedure(() -> {
            code.assign(code.result, real(0));
            code.assign(scale, load(code.q, integer(0)));
            code.loop(n, integer(0), subtract(read(code.rows), integer(1)), () -> {
                code.check(less(real(-2), read(scale)));
                code.assign(location, multiply(load(code.q, integer(1)), exp(read(scale))));
                code.assign(residual, divide(subtract(load(code.x, read(n)), read(location)), exp(read(scale))));
                code.assign(code.result, add(read(code.result), multiply(read(residual), read(residual))));
            });
        });
    }

    @Test
    void movesInvariantsBeforeTheLoop() {
        Golden.verify("regression", new LoopInvariantMotion(), code, regression());
    }

    @Test
    void emptyLoopsNeitherLoadNorCheck() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), subtract(read(code.rows), integer(1)), () -> {
                code.check(less(real(9), load(code.q, integer(0))));
                code.assign(code.result, load(code.q, integer(99)));
                code.assign(code.result, Expr.of(Operator.TO_REAL, divide(integer(1), read(code.rows))));
            });
        });
        Procedure moved = new LoopInvariantMotion().run(procedure, PassContext.ofBind(code.names));
        assertThat(Outcome.of(code.bind(0), moved).failure()).isEmpty();
    }

    @Test
    void loadsBehindACheckStay() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(7), () -> {
                code.check(less(read(n), integer(0)));
                code.assign(code.result, load(code.q, integer(99)));
            });
        });
        Golden.verify("behind-check", new LoopInvariantMotion(), code, procedure);
    }
}
