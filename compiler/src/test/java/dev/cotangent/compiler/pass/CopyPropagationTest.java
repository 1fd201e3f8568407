package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyPropagationTest {

    private final Code code = new Code();

    @Test
    void readsTheOriginalWhileItLasts() {
        Local a = code.real("a");
        Local b = code.real("b");
        Local swap = code.real("swap");
        Local n = code.integer("n");
        Procedure procedure = code.procedure(() -> {
            code.assign(a, load(code.q, integer(0)));
            code.assign(b, load(code.q, integer(1)));
            code.assign(swap, read(a));
            code.assign(a, read(b));
            code.assign(b, read(swap));
            code.assign(code.result, add(read(a), read(b)));
            code.assign(swap, read(a));
            code.branch(less(read(swap), real(0)), () -> code.assign(a, read(swap)), () -> code.assign(a, real(2)));
            code.assign(code.result, add(read(code.result), read(swap)));
            code.assign(b, read(a));
            code.loop(n, integer(0), integer(3), () -> {
                code.assign(code.result, add(read(code.result), read(b)));
                code.assign(a, add(read(a), real(1)));
            });
        });
        Golden.verify("swap", new CopyPropagation(), code, procedure);
    }

    @Test
    void knowsCopiesAmongData() {
        Local copy = new Local(code.names.fresh("copy"), ScalarType.INT, Storage.DATA);
        Local size = new Local(code.names.fresh("size"), ScalarType.INT, Storage.DATA);
        List<Stmt> copies = code.block(() -> {
            code.assign(copy, read(code.rows));
            code.assign(size, integer(3));
        });
        PassContext context = PassContext.afterBind(code.names, Pipeline.extended(code.bind(8), copies));
        Expr sum = Expr.of(Operator.TO_REAL, add(read(copy), read(size)));
        Procedure procedure = code.procedure(() -> code.assign(code.result, sum));
        List<Stmt> result = new CopyPropagation().run(procedure, context).body();
        assertThat(((Stmt.Assign) result.get(0)).value())
                .isEqualTo(Expr.of(Operator.TO_REAL, add(read(code.rows), integer(3))));
    }
}
