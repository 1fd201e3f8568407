package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.exp;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import org.junit.jupiter.api.Test;

class DeadCodeTest {

    private final Code code = new Code();

    @Test
    void removesWhatFeedsOnlyItself() {
        Local adjoint = code.real("adjoint");
        Local n = code.integer("n");
        Buffer adjoints = code.reals("adjoints");
        Procedure procedure = code.procedure(() -> {
            code.assign(adjoint, real(0));
            code.allocate(adjoints, integer(4), Stmt.Fill.ZERO);
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(3), () -> {
                code.assign(adjoint, add(read(adjoint), exp(load(code.q, read(n)))));
                code.increment(adjoints, read(n), add(read(adjoint), load(adjoints, integer(0))));
            });
            code.loop(n, integer(0), integer(3), () -> {
                code.assign(code.result, add(read(code.result), load(code.q, read(n))));
                code.check(less(read(n), integer(9)));
            });
        });
        Golden.verify("unread", new DeadCode(), code, procedure);
    }

    @Test
    void removesWhatIsOverwritten() {
        Local a = code.real("a");
        Local n = code.integer("n");
        Procedure procedure = code.procedure(() -> {
            code.assign(a, real(Double.NaN));
            code.assign(a, load(code.q, integer(0)));
            code.assign(code.result, read(a));
            code.loop(n, integer(0), integer(3), () -> {
                code.assign(code.result, add(read(code.result), read(a)));
                code.assign(a, load(code.q, read(n)));
            });
            code.branch(less(read(code.result), real(0)), () -> code.assign(a, real(1)), () -> code.assign(a, real(2)));
        });
        Golden.verify("overwritten", new DeadCode(), code, procedure);
    }

    @Test
    void removesStoresThatNothingReadsLater() {
        Buffer work = code.reals("work");
        Local n = code.integer("n");
        Procedure procedure = code.procedure(() -> {
            code.allocate(work, integer(4), Stmt.Fill.ZERO);
            code.store(work, integer(0), real(1));
            code.allocate(work, integer(4), Stmt.Fill.ZERO);
            code.loop(
                    n,
                    integer(0),
                    integer(2),
                    () -> code.increment(work, integer(3), add(load(code.q, read(n)), load(work, read(n)))));
            code.assign(code.result, load(work, integer(3)));
            code.loop(n, integer(0), integer(3), () -> code.store(work, read(n), real(0)));
        });
        Golden.verify("stores", new DeadCode(), code, procedure);
    }
}
