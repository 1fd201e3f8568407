package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.multiply;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static dev.cotangent.compiler.pass.Code.subtract;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import org.junit.jupiter.api.Test;

class BufferFillTest {

    private final Code code = new Code();
    private final Local n = code.integer("n");
    private final Local k = code.integer("k");
    private final Buffer a = code.reals("a");

    private Expr last() {
        return subtract(read(code.rows), integer(1));
    }

    private Stmt.Fill fillBefore(Expr size, Runnable writer) {
        Procedure procedure = code.procedure(() -> {
            code.allocate(a, size, Stmt.Fill.ZERO);
            writer.run();
        });
        Procedure result = new BufferFill().run(procedure, PassContext.ofBind(code.names));
        return ((Stmt.Allocate) result.body().get(0)).fill();
    }

    @Test
    void needsNoFillBeforeAFullLoop() {
        assertThat(fillBefore(
                        read(code.rows), () -> code.loop(n, integer(0), last(), () -> code.store(a, read(n), real(1)))))
                .isEqualTo(Stmt.Fill.NONE);
    }

    @Test
    void needsNoFillBeforeNestedLoopsOverAMatrix() {
        assertThat(fillBefore(
                        multiply(read(code.rows), integer(3)),
                        () -> code.loop(
                                n,
                                integer(1),
                                read(code.rows),
                                () -> code.loop(
                                        k,
                                        integer(0),
                                        integer(2),
                                        () -> code.store(
                                                a,
                                                add(multiply(subtract(read(n), integer(1)), integer(3)), read(k)),
                                                real(1))))))
                .isEqualTo(Stmt.Fill.NONE);
    }

    @Test
    void keepsTheFillBeforeAPartialLoop() {
        assertThat(fillBefore(
                        read(code.rows), () -> code.loop(n, integer(1), last(), () -> code.store(a, read(n), real(1)))))
                .isEqualTo(Stmt.Fill.ZERO);
    }

    @Test
    void keepsTheFillBeforeConditionalStores() {
        assertThat(fillBefore(
                        read(code.rows),
                        () -> code.loop(
                                n,
                                integer(0),
                                last(),
                                () -> code.branch(
                                        less(read(n), integer(3)), () -> code.store(a, read(n), real(1)), () -> {}))))
                .isEqualTo(Stmt.Fill.ZERO);
    }

    @Test
    void keepsTheFillThatIsRead() {
        assertThat(fillBefore(
                        read(code.rows),
                        () -> code.loop(
                                n, integer(0), last(), () -> code.store(a, read(n), add(real(1), load(a, read(n)))))))
                .isEqualTo(Stmt.Fill.ZERO);
    }

    @Test
    void keepsTheFillIfTheSizeChangesInBetween() {
        Local size = code.integer("size");
        assertThat(fillBefore(read(size), () -> {
                    code.assign(size, subtract(read(size), integer(1)));
                    code.loop(n, integer(0), subtract(read(size), integer(1)), () -> code.store(a, read(n), real(1)));
                }))
                .isEqualTo(Stmt.Fill.ZERO);
    }
}
