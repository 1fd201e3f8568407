package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static dev.cotangent.compiler.pass.Code.subtract;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckHoistingTest {

    private final Code code = new Code();
    private final Local n = code.integer("n");
    private final Local k = code.integer("k");

    private Expr last() {
        return subtract(read(code.rows), integer(1));
    }

    private Outcome hoisted(Procedure bind, Procedure procedure) {
        PassContext context = PassContext.afterBind(code.names, bind);
        Procedure result = new CheckHoisting().run(procedure, context);
        return Outcome.of(Pipeline.extended(bind, context.additions()), result);
    }

    private Procedure gather(double upper) {
        return code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), last(), () -> {
                code.assign(k, load(code.group, read(n)));
                code.check(less(read(k), integer(8)));
                code.check(less(load(code.x, read(k)), real(upper)));
                code.assign(code.result, add(read(code.result), load(code.q, read(k))));
            });
        });
    }

    @Test
    void checksDataAtBind() {
        Golden.verify("gather", new CheckHoisting(), code, gather(100));
    }

    @Test
    void failsAtTheSamePlace() {
        Procedure procedure = gather(-1);
        Procedure bind = code.bind(Code.SIZE);
        Outcome before = Outcome.of(bind, procedure);
        assertThat(before.failure()).isPresent();
        assertThat(hoisted(bind, procedure)).isEqualTo(before);
    }

    @Test
    void readsNothingOutOfRangeAtBindThatASizeCheckGuards() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.check(less(read(code.rows), integer(Code.SIZE + 1)));
            code.loop(n, integer(0), last(), () -> code.check(less(load(code.x, read(n)), real(100))));
        });
        Procedure bind = code.bind(2 * Code.SIZE);
        assertThat(hoisted(bind, procedure)).isEqualTo(Outcome.of(bind, procedure));
    }

    @Test
    void keepsChecksBehindWhatPrints() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), last(), () -> {
                code.emit(new Stmt.Print(List.of(new Stmt.Part.Value(read(n))), code.span()));
                code.check(less(load(code.x, read(n)), real(0)));
            });
        });
        Procedure bind = code.bind(Code.SIZE);
        assertThat(hoisted(bind, procedure)).isEqualTo(Outcome.of(bind, procedure));
    }
}
