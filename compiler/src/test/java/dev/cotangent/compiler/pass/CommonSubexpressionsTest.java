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
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.IrPrinter;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import org.junit.jupiter.api.Test;

class CommonSubexpressionsTest {

    private final Code code = new Code();

    @Test
    void sharesTheDerivativesFactorsWithTheValue() {
        Local n = code.integer("n");
        Local eta = code.real("eta");
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(7), () -> {
                code.assign(
                        eta, add(load(code.q, integer(0)), multiply(load(code.q, integer(1)), load(code.x, read(n)))));
                Expr value = divide(exp(read(eta)), add(real(1), exp(read(eta))));
                code.assign(code.result, add(read(code.result), value));
                code.increment(code.out, integer(0), divide(exp(read(eta)), add(exp(read(eta)), real(1))));
                code.increment(code.out, integer(1), multiply(load(code.x, read(n)), exp(read(eta))));
            });
        });
        Golden.verify("derivative", new CommonSubexpressions(), code, procedure);
    }

    @Test
    void forgetsWhatChanges() {
        Local a = code.real("a");
        Buffer work = code.reals("work");
        Procedure procedure = code.procedure(() -> {
            code.allocate(work, integer(2), Stmt.Fill.ZERO);
            code.assign(a, load(code.q, integer(0)));
            code.assign(code.result, exp(read(a)));
            code.branch(
                    less(read(a), real(0)),
                    () -> code.assign(a, exp(read(a))),
                    () -> code.assign(code.result, add(read(code.result), exp(read(a)))));
            code.assign(code.result, add(read(code.result), exp(read(a))));
            code.store(work, integer(0), exp(read(a)));
            code.store(code.out, integer(0), load(work, integer(0)));
            code.increment(work, integer(0), real(1));
            code.store(code.out, integer(1), load(work, integer(0)));
        });
        Golden.verify("changes", new CommonSubexpressions(), code, procedure);
    }

    @Test
    void checksOnce() {
        Local n = code.integer("n");
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.check(less(load(code.q, integer(0)), real(1)));
            code.check(less(load(code.q, integer(0)), real(1)));
            code.loop(n, integer(0), integer(7), () -> code.check(less(load(code.q, integer(0)), real(1))));
        });
        Golden.verify("checks", new CommonSubexpressions(), code, procedure);
    }

    @Test
    void repeatedChangesNothing() {
        for (int seed = 0; seed < 100; seed++) {
            RandomProgram program = new RandomProgram(seed);
            PassContext context = PassContext.ofBind(program.code.names);
            Procedure once = new CommonSubexpressions().run(program.procedure, context);
            Procedure twice = new CommonSubexpressions().run(once, context);
            assertThat(IrPrinter.print(twice)).isEqualTo(IrPrinter.print(once));
        }
    }

    @Test
    void takesSumsOfManyTerms() {
        Expr sum = load(code.q, integer(0));
        for (int i = 0; i < 20_000; i++) {
            sum = add(sum, exp(load(code.x, integer(i % Code.SIZE))));
        }
        Expr deep = sum;
        Procedure procedure = code.procedure(() -> code.assign(code.result, deep));
        Procedure result = new CommonSubexpressions().run(procedure, PassContext.ofBind(code.names));
        assertThat(result.body()).hasSize(Code.SIZE + 1);
    }
}
